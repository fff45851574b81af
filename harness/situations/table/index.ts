import type { Situation } from '../situation.ts';
import { certificates } from './certificate.ts';
import { connack } from './connack.ts';
import { cuts } from './cut.ts';
import { disconnects } from './disconnect.ts';
import { limits } from './limits.ts';
import { lost } from './lost.ts';
import { malformed } from './malformed.ts';
import { plain } from './plain.ts';
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
