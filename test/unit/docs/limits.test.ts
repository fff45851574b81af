import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { repositoryRoot } from '../../../harness/process/repository-root.ts';
import { usualLimits } from '../../../harness/talk/present/room/limits.ts';
import { usualPlaces } from '../../../harness/talk/present/server/audience.ts';

const { guests, guestsAtOneAddress } = usualPlaces;
const { connections, fromOneAddress, packet, packetsOfOne } = usualLimits;

test.each([
  [
    'presenting.md',
    `Up to ${guests} guests can watch, ${guestsAtOneAddress} from one address`,
    `A packet may have ${packet} bytes, and a phone may send ${packetsOfOne.perSecond} packets a second`,
    `there are ${connections} connections in all, ${fromOneAddress} from one address`,
  ],
  [
    'presenting.ja.md',
    `手元で見られるのは ${guests} 人まで(1 つのアドレスからは ${guestsAtOneAddress} 人)`,
    `1 パケットは ${packet} バイトまで、1 台が送れるのは毎秒 ${packetsOfOne.perSecond} パケットまで`,
    `接続は全部で ${connections}、1 つのアドレスから ${fromOneAddress} まで`,
  ],
])('docs/%s gives the limits for guests and phones that the code has', async (file, ...sentences) => {
  const text = await readFile(path.join(repositoryRoot, 'docs', file), 'utf8');
  for (const sentence of sentences) expect(text).toContain(sentence);
});
