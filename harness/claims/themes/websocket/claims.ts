import { generate } from 'mqtt-packet';
import { DeadlineError, within } from '../../../base/deadline.ts';
import { same, type Text } from '../../../base/text.ts';
import { ConnectionEndedError, type RawClient } from '../../../wire/client/raw-client.ts';
import type { Bench } from '../../bench.ts';
import type { Peer } from '../../peer.ts';
import type { SpecClaim } from '../../spec-claim.ts';
import { ending } from '../../steps/ending.ts';

/** The statement that frames and packets are independent: a frame may contain several packets, or parts of them. */
const notAligned = { 4: ['MQTT-6.0.0-2'], 5: ['MQTT-6.0.0-2'] };
/** The statement that packets are sent in binary data frames, and that any other data frame ends the connection. */
const binary = { 4: ['MQTT-6.0.0-1'], 5: ['MQTT-6.0.0-1'] };

/** CONNECT, SUBSCRIBE to this run's `a`, and a message to its `b`, as bytes. */
function story(bench: Bench): readonly Buffer[] {
  const packets = [
    bench.connectPacket('client'),
    { cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: bench.topic('a'), qos: 0 }] },
    { cmd: 'publish', topic: bench.topic('b'), payload: 'open', qos: 0, dup: false, retain: false },
    { cmd: 'pingreq' },
  ] as const;
  return packets.map((packet) =>
    generate(packet as Parameters<typeof generate>[0], { protocolVersion: bench.protocolVersion }),
  );
}

/** Sends packets in frames of a certain kind, one after the other. */
type Telling = (client: RawClient, packets: readonly Buffer[]) => Promise<void>;

interface Framing {
  readonly id: string;
  readonly says: Text;
  readonly tell: Telling;
}

/** Sends packets in frames of this many bytes. */
const inFramesOf =
  (size: number): Telling =>
  (client, packets) =>
    client.send(Buffer.concat(packets), { chunks: size });

const nothing = Buffer.alloc(0);

const framings: readonly Framing[] = [
  {
    id: 'several-packets',
    says: {
      en: 'Several packets in one frame, CONNECT first, are read one by one',
      ja: 'CONNECT を先頭に複数のパケットを 1 つのフレームに入れても、1 つずつ読まれる',
    },
    tell: (client, packets) => client.send(Buffer.concat(packets)),
  },
  {
    id: 'several-frames',
    says: {
      en: 'A packet split over several frames is put back together',
      ja: '1 つのパケットを複数のフレームに分けても、つなぎ合わされる',
    },
    tell: async (client, packets) => {
      for (const packet of packets) await client.send(packet, { chunks: Math.ceil(packet.length / 3) });
    },
  },
  {
    id: 'cut-header',
    says: {
      en: 'A packet may be cut inside its fixed header',
      ja: '固定ヘッダーの途中でフレームが分かれていてもかまわない',
    },
    tell: async (client, packets) => {
      for (const packet of packets) await client.send(packet, { chunks: [1] });
    },
  },
  {
    id: 'byte-by-byte',
    says: {
      en: 'A frame for each byte is slow, but right',
      ja: '1 バイトずつ別のフレームで送っても、正しく読まれる',
    },
    tell: inFramesOf(1),
  },
  {
    id: 'across-packets',
    says: {
      en: 'A frame may end one packet and begin the next',
      ja: '1 つのフレームに、前のパケットの終わりと次のパケットの始まりが入っていてもかまわない',
    },
    tell: inFramesOf(17),
  },
  {
    id: 'packets-and-a-part',
    says: {
      en: 'Whole packets and the beginning of the next, all in one frame, are read in their order',
      ja: '複数のパケットと次のパケットの始まりを 1 つのフレームに入れても、送った順に読まれる',
    },
    tell: async (client, [connect = nothing, subscribe = nothing, publish = nothing, ...rest]) => {
      const half = Math.ceil(publish.length / 2);
      await client.send(Buffer.concat([connect, subscribe, publish.subarray(0, half)]));
      await client.send(Buffer.concat([publish.subarray(half), ...rest]));
    },
  },
  {
    id: 'empty-frame',
    says: {
      en: 'An empty frame means nothing, even in the middle of a packet',
      ja: '空のフレームは、パケットの途中にあっても何の意味も持たない',
    },
    tell: async (client, packets) => {
      for (const packet of packets) {
        await client.send(packet.subarray(0, 1));
        await client.frames.send(nothing);
        await client.send(packet.subarray(1));
      }
    },
  },
  {
    id: 'fragments',
    says: {
      en: 'A fragmented WebSocket message is one frame to MQTT',
      ja: '断片に分かれた WebSocket メッセージも、そのまま読まれる',
    },
    tell: async (client, packets) => {
      for (const packet of packets) {
        await client.frames.send(packet.subarray(0, 1), { fin: false });
        await client.frames.send(packet.subarray(1));
      }
    },
  },
];

const eachFraming: readonly SpecClaim[] = framings.map(({ id, says, tell }) => ({
  id: `websocket.${id}`,
  says,
  statements: notAligned,
  async check(bench) {
    // Another client gets the message: a subscription need not be effective before its SUBACK.
    const listener = await bench.connect('listener');
    await listener.subscribe(bench.topic('b'));
    const client = await bench.open('ws');
    await tell(client, story(bench));
    return { expected: { granted: [0], payload: 'open', unread: [] }, seen: await answers(client, listener) };
  },
}));

/** The broker's answers to the packets. */
async function answers(client: RawClient, listener: Peer): Promise<unknown> {
  try {
    await client.receive('CONNACK');
    const { fields } = await client.receive('SUBACK');
    await client.receive('PINGRESP');
    const { payload } = await listener.next();
    return {
      granted: fields.granted,
      payload,
      unread: client.unread.map(({ type }) => type),
    };
  } catch (error) {
    if (error instanceof DeadlineError || error instanceof ConnectionEndedError) return 'not read to its end';
    throw error;
  }
}

export const webSocket: readonly SpecClaim[] = [
  ...eachFraming,
  {
    id: 'websocket.text-frame',
    says: {
      en: 'A text frame ends the connection, whatever is in it',
      ja: 'テキストフレームを送ると、中身が何であれ接続は閉じられる',
    },
    statements: binary,
    async check(bench) {
      const { client } = await bench.connect('client', {}, 'ws');
      await client.frames.send(Buffer.of(0xc0, 0x00), { text: true });
      return { expected: 'closed by the broker', seen: await ending(client) };
    },
  },
  {
    id: 'websocket.text-frame-first',
    says: {
      en: 'A CONNECT in a text frame is not accepted',
      ja: 'テキストフレームに入れた CONNECT は受け入れられない',
    },
    statements: binary,
    async check(bench) {
      const client = await bench.open('ws');
      const [connect = nothing] = story(bench);
      await client.frames.send(connect, { text: true });
      return { expected: 'closed by the broker', seen: await ending(client, 'CONNACK') };
    },
  },
  {
    id: 'websocket.binary-only',
    says: {
      en: 'The broker sends binary frames only',
      ja: 'ブローカーから届くのは、バイナリーフレームだけ',
    },
    statements: binary,
    async check(bench) {
      const peer = await bench.connect('client', {}, 'ws');
      const topic = bench.topic('a');
      await peer.subscribe({ topic, qos: 1 });
      await peer.publish(topic, 'words', { qos: 1 });
      await bench.untilFence(peer, peer, topic, 1);
      return { expected: { textCame: false }, seen: { textCame: peer.client.frames.textCame } };
    },
  },
  {
    id: 'websocket.ping',
    says: {
      en: 'A ping frame is not a data frame: it is answered with a pong, and the connection goes on',
      ja: 'ping フレームはデータフレームではないので、pong が返り、接続は続く',
    },
    statements: binary,
    async check(bench) {
      const { client } = await bench.connect('client', {}, 'ws');
      const pong = await within(client.frames.ping('are you there?'), same('a pong'));
      await client.send({ cmd: 'pingreq' });
      const { type } = await client.receive();
      return { expected: { pong: 'are you there?', type: 'PINGRESP' }, seen: { pong, type } };
    },
  },
  {
    id: 'websocket.large',
    says: {
      en: 'A message of 100 kB arrives whole, in as many frames as the broker likes',
      ja: '100 kB のメッセージも、フレームがいくつに分かれても欠けずに届く',
    },
    statements: notAligned,
    async check(bench) {
      const topic = bench.topic('a');
      const subscriber = await bench.connect('subscriber', {}, 'ws');
      await subscriber.subscribe({ topic, qos: 1 });
      const publisher = await bench.connect('publisher', {}, 'ws');
      const payload = Buffer.alloc(100_000, 'mqtt');
      await publisher.publish(topic, payload, { qos: 1 });
      const { bytes } = await subscriber.next();
      return { expected: { whole: true }, seen: { whole: payload.equals(bytes) } };
    },
  },
];
