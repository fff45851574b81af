import { generate, type IConnectPacket } from 'mqtt-packet';
import type { Sendable } from '../../wire/client/bytes.ts';
import type { Bench } from '../bench.ts';
import { type CodeWord, codeWord, observation } from '../spec-observation.ts';
import { closed, orEnd } from './ended.ts';
import { greatest } from './greatest.ts';

const words = { accepted: { en: 'accepted', ja: '受け入れる' }, ...closed } as const;

/** The answer to a CONNECT on a new connection. */
async function answerTo(bench: Bench, connect: Sendable): Promise<'accepted' | 'closed' | CodeWord> {
  const client = await bench.open();
  await client.send(connect);
  const connack = await orEnd(client, 'CONNACK');
  client.destroy();
  if (connack === undefined) return 'closed';
  const { reasonCode, returnCode = 0 } = connack.fields;
  const code = reasonCode ?? returnCode;
  return code === 0 ? 'accepted' : codeWord(code);
}

/** A valid CONNECT, but with a protocol level that does not exist. */
function ofUnknownLevel(bench: Bench): Buffer {
  const bytes = generate(bench.connectPacket('client'), { protocolVersion: bench.protocolVersion });
  bytes.writeUInt8(0x7f, bytes.indexOf('MQTT') + 'MQTT'.length);
  return bytes;
}

const mqtt31 = (bench: Bench): IConnectPacket => {
  const { properties: _, ...packet } = bench.connectPacket('client');
  return { ...packet, protocolId: 'MQIsdp', protocolVersion: 3 };
};

/** Which CONNECT packets are accepted. */
export const connecting = [
  observation({
    id: 'connect.mqtt-3.1',
    says: {
      en: 'Is MQTT 3.1, the version before 3.1.1, supported?',
      ja: '3.1.1 より前の MQTT 3.1 にも対応しているか',
    },
    words,
    look: (bench) => answerTo(bench, mqtt31(bench)),
  }),
  observation({
    id: 'connect.unknown-level',
    says: {
      en: 'How is a CONNECT with an unknown protocol level answered?',
      ja: '未知のプロトコルレベルの CONNECT にどう答えるか',
    },
    words,
    look: (bench) => answerTo(bench, ofUnknownLevel(bench)),
  }),
  observation({
    id: 'connect.empty-client-id',
    says: {
      en: 'Is an empty client id accepted (with clean session)?',
      ja: '空のクライアント ID を受け入れるか(clean session のとき)',
    },
    words,
    look: (bench) => answerTo(bench, bench.connectPacket('', { clientId: '' })),
  }),
  observation({
    id: 'connect.client-id-length',
    says: {
      en: 'How long may a client id be? (The protocol allows 65,535 bytes and guarantees 23.)',
      ja: 'クライアント ID の長さはどこまで許されるか(規格上の上限は 65,535 バイト、保証は 23)',
    },
    unit: { en: 'bytes', ja: 'バイト' },
    look: (bench) =>
      greatest(23, 65_535, async (length) => {
        const clientId = bench.clientId('client').padEnd(length, 'x');
        return (await answerTo(bench, bench.connectPacket('client', { clientId }))) === 'accepted';
      }),
  }),
  observation({
    id: 'connect.unknown-authentication',
    says: {
      en: 'How is an unknown authentication method answered?',
      ja: '未知の認証方式の CONNECT にどう答えるか',
    },
    protocolVersions: [5],
    words,
    look: (bench) => {
      const properties = { authenticationMethod: 'nobody-knows' };
      return answerTo(bench, bench.connectPacket('client', { properties }));
    },
  }),
  observation({
    id: 'connect.response-information',
    says: {
      en: 'Is Response Information given to a client that asks for it?',
      ja: '求めたクライアントに Response Information を返すか',
    },
    protocolVersions: [5],
    words: { given: { en: 'yes', ja: '返す' }, 'not-given': { en: 'no', ja: '返さない' } },
    async look(bench) {
      const properties = { requestResponseInformation: true };
      const { connack } = await bench.connect('client', { properties });
      return connack.fields.properties?.responseInformation === undefined ? 'not-given' : 'given';
    },
  }),
];
