import { UnsupportedError } from '../../lab/set-up/unsupported.ts';
import { isError } from '../../protocol/codes.ts';
import type { Bench } from '../bench.ts';
import { codeWord, observation } from '../spec-observation.ts';
import { field, rawPacket } from '../steps/bytes.ts';
import { publishPacket } from '../steps/publish-packet.ts';
import { closed, goodbye, orEnd } from './ended.ts';

const NO_PROPERTIES = [0];

/** PUBLISH at QoS 3, which does not exist. */
const malformed = (bench: Bench): Buffer =>
  rawPacket(0x36, field(bench.topic('a')), [0, 1], NO_PROPERTIES, Buffer.from('x'));

/** PUBLISH to a topic with a wildcard. */
const toWildcard = (bench: Bench): Buffer =>
  rawPacket(0x30, field(bench.topic('+')), NO_PROPERTIES, Buffer.from('x'));

async function goodbyeTo(bench: Bench, packet: Buffer) {
  const { client } = await bench.connect('client');
  await client.send(packet);
  return goodbye(client);
}

/** A limit above this number is not tested: that would test the network. */
const MOST = 200;

/** What an MQTT 5 broker answers to a client's error. */
export const errors = [
  observation({
    id: 'errors.malformed',
    says: { en: 'How is a malformed packet answered?', ja: '壊れたパケットにどう答えるか' },
    protocolVersions: [5],
    words: closed,
    look: (bench) => goodbyeTo(bench, malformed(bench)),
  }),
  observation({
    id: 'errors.publish-to-wildcard',
    says: {
      en: 'How is a PUBLISH with `+` in its topic answered?',
      ja: 'トピックに `+` を含む PUBLISH にどう答えるか',
    },
    protocolVersions: [5],
    words: closed,
    look: (bench) => goodbyeTo(bench, toWildcard(bench)),
  }),
  observation({
    id: 'errors.reason-string',
    says: {
      en: 'Does the DISCONNECT after a malformed packet give a reason in words?',
      ja: '壊れたパケットへの DISCONNECT に、理由が文章で書かれているか',
    },
    protocolVersions: [5],
    words: {
      given: { en: 'yes', ja: '書かれている' },
      'not-given': { en: 'no', ja: '書かれていない' },
      'no-disconnect': { en: 'no DISCONNECT comes', ja: 'DISCONNECT が来ない' },
    },
    async look(bench) {
      const { client } = await bench.connect('client');
      await client.send(malformed(bench));
      const disconnect = await orEnd(client, 'DISCONNECT');
      if (disconnect === undefined) return 'no-disconnect';
      return disconnect.fields.properties?.reasonString === undefined ? 'not-given' : 'given';
    },
  }),
  observation({
    id: 'errors.receive-maximum-exceeded',
    says: {
      en: 'What if a client has more QoS 2 messages in flight than Receive Maximum?',
      ja: 'Receive Maximum を超えて QoS 2 のメッセージを送るとどうなるか',
    },
    protocolVersions: [5],
    words: {
      tolerated: { en: 'nothing happens', ja: '何も起きない' },
      refused: { en: 'PUBREC refuses the excess message', ja: '超えた分を PUBREC で断る' },
      ...closed,
    },
    async look(bench) {
      const { client, connack } = await bench.connect('publisher');
      const { receiveMaximum } = connack.fields.properties ?? {};
      if (typeof receiveMaximum !== 'number' || receiveMaximum > MOST) {
        throw new UnsupportedError({ en: 'no limit is stated', ja: '上限が通知されない' });
      }
      const send = (messageId: number) => client.send(publishPacket(bench.topic('a'), 2, messageId));
      for (let messageId = 1; messageId <= receiveMaximum; messageId++) {
        await send(messageId);
        await client.receive('PUBREC');
      }
      // Sent alone: if the broker closes the connection with unread bytes, its answer may be lost.
      await send(receiveMaximum + 1);
      const answer = await orEnd(client);
      if (answer === undefined) return 'closed';
      const { reasonCode = 0 } = answer.fields;
      if (answer.type === 'DISCONNECT') return codeWord(reasonCode);
      if (isError(reasonCode)) return 'refused';
      return 'tolerated';
    },
  }),
];
