import type { Text } from '../../../base/text.ts';
import type { PacketFields } from '../../../protocol/packet.ts';
import type { Stage } from '../stage.ts';
import { type Client, type Question, question } from './question.ts';

const seconds: Text = { en: 's', ja: '秒' };

/** The CONNECT of a publisher with the client's defaults. */
async function publisher(stage: Stage, client: Client): Promise<PacketFields> {
  const program = stage.run(client.publish({ url: stage.url, topic: stage.topic, qos: 1, payload: 'open' }));
  return connectOf(stage, program);
}

/** The CONNECT of a subscriber with the client's defaults. */
async function subscriber(stage: Stage, client: Client): Promise<PacketFields> {
  const program = stage.run(client.subscribe({ url: stage.url, topic: stage.topic, qos: 1, count: 1 }));
  return connectOf(stage, program);
}

async function connectOf(stage: Stage, program: ReturnType<Stage['run']>): Promise<PacketFields> {
  const connect = await stage.first(stage.trace.of('CONNECT'), program);
  if (connect === undefined) throw new Error(`no CONNECT: ${program.said.lines.at(-1) ?? 'it says nothing'}`);
  return connect.fields;
}

const versionNames: Readonly<Record<number, '3.1' | '3.1.1' | '5'>> = { 3: '3.1', 4: '3.1.1', 5: '5' };
const versions = {
  '3.1': { en: '3.1', ja: '3.1' },
  '3.1.1': { en: '3.1.1', ja: '3.1.1' },
  '5': { en: '5', ja: '5' },
} as const;

/** A client id without its random part: `mqttjs_1a2b3c4d` becomes `mqttjs_` and 8 more characters. */
export function shapeOf(clientId: string): string {
  if (clientId === '') return 'empty';
  const [name = ''] = /^[a-z]+[-_/]/i.exec(clientId) ?? [];
  return `${name} + ${clientId.length - name.length}`;
}

export const connecting: readonly Question[] = [
  question({
    id: 'connect.protocol',
    says: { en: 'Protocol version by default', ja: '既定のプロトコルバージョン' },
    protocolVersions: [],
    words: versions,
    look: async (stage, client) =>
      versionNames[(await publisher(stage, client)).protocolVersion ?? 0] ?? '3.1',
  }),
  {
    id: 'connect.client-id',
    says: { en: 'Client id by default', ja: '既定のクライアント ID' },
    protocolVersions: [],
    words: { empty: { en: 'empty: the broker gives it one', ja: '空(ブローカーが決める)' } },
    inWords: (shape) => {
      const [name, more] = shape.split(' + ');
      return { en: `\`${name}\` and ${more} more characters`, ja: `\`${name}\` と、あと ${more} 文字` };
    },
    look: async (stage, client) => shapeOf((await publisher(stage, client)).clientId ?? ''),
  },
  question({
    id: 'connect.clean',
    says: {
      en: 'Clean Session (3.1.1) or Clean Start (5) by default',
      ja: '既定の Clean Session(3.1.1)、Clean Start(5)',
    },
    protocolVersions: [4, 5],
    words: { set: { en: 'set', ja: '立てる' }, 'not set': { en: 'not set', ja: '立てない' } },
    look: async (stage, client, protocolVersion) => {
      const job = { url: stage.url, topic: stage.topic, qos: 1, count: 1 } as const;
      const version = protocolVersion === undefined ? {} : { protocolVersion };
      const fields = await connectOf(stage, stage.run(client.subscribe({ ...job, ...version })));
      return fields.clean === true ? 'set' : 'not set';
    },
  }),
  {
    id: 'connect.keep-alive-publisher',
    says: { en: 'Keep alive by default, of a publisher', ja: '既定の Keep Alive(送るとき)' },
    protocolVersions: [],
    unit: seconds,
    look: async (stage, client) => (await publisher(stage, client)).keepAlive ?? 0,
  },
  {
    id: 'connect.keep-alive-subscriber',
    says: { en: 'Keep alive by default, of a subscriber', ja: '既定の Keep Alive(購読するとき)' },
    protocolVersions: [],
    unit: seconds,
    look: async (stage, client) => (await subscriber(stage, client)).keepAlive ?? 0,
  },
];
