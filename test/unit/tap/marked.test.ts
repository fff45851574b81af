import { expect, test } from 'vitest';
import type { Language } from '../../../harness/base/text.ts';
import { marked, Offences } from '../../../harness/tap/marked.ts';
import { printTrace } from '../../../harness/wire/print/print.ts';
import { packetsOf, send } from '../wire/tap/entries.ts';
import { entry, tappedLine } from '../wire/tap/fixtures.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
const connect5 = hex('10 0e 0004 4d515454 05 02 003c 00 0001 61');
const connect4 = hex('10 0d 0004 4d515454 04 02 003c 0001 61');
const retainHandling3 = hex('82 07 0001 00 0001 61 30');

async function printed(language: Language, ...packets: readonly Buffer[]): Promise<string> {
  const { tap, ...line } = await tappedLine();
  for (const bytes of packets) await send(line, 'client', bytes);
  await entry(tap, () => packetsOf(tap.entries).length === packets.length);
  const offences = new Offences();
  return printTrace(
    tap.entries.map((found) => marked(found, offences.of(found), language)),
    { language },
  );
}

test('what breaks a statement of the version of its connection is marked', async () => {
  expect(await printed('en', connect5, retainHandling3)).toContain(
    'malformed: Retain Handling 3 [MQTT-4.13.1-1]',
  );
  expect(await printed('ja', connect5, retainHandling3)).toContain(
    '不正: Retain Handling が 3 [MQTT-4.13.1-1]',
  );
  expect(await printed('en', connect4, hex('82 06 0001 0001 61 30'))).toContain(
    'malformed: a reserved bit beside the QoS [MQTT-3.8.3-4]',
  );
});

test('what is well-formed is not', async () => {
  expect(await printed('en', connect4, hex('82 06 0001 0001 61 01'))).not.toContain('malformed');
});

test('a CONNECT with bytes after its payload', async () => {
  expect(await printed('en', hex('10 0f 0004 4d515454 04 02 003c 0001 61 0000'))).toContain(
    'malformed: bytes after the payload of CONNECT [MQTT-3.1.4-1]',
  );
});
