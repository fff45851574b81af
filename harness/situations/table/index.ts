import type { Text } from '../../base/text.ts';
import type { Situation } from '../situation.ts';
import { certificates } from './certificate.ts';
import { connack } from './connack.ts';
import { cuts } from './cut.ts';
import { disconnects } from './disconnect.ts';
import { limits } from './limits.ts';
import { lost } from './lost.ts';
import { malformed } from './malformed.ts';
import { plain, UNDISTURBED } from './plain.ts';
import { session } from './session.ts';

/** Every situation. */
export const situations: readonly Situation[] = [
  ...plain,
  ...connack,
  ...cuts,
  ...lost,
  ...session,
  ...disconnects,
  ...limits,
  ...malformed,
  ...certificates,
];

const titles = new Map(situations.map(({ id, title }) => [id, title]));

/** The title of a situation, or of the rehearsal. */
export function titleOf(id: string): Text {
  const title = id === UNDISTURBED ? undisturbed : titles.get(id);
  if (title === undefined) throw new TypeError(`no situation is called ${id}`);
  return title;
}

const undisturbed: Text = { en: 'Nothing is wrong', ja: '何も起こさない' };
