import type { Text } from '../../../base/text.ts';
import { oneOf } from '../../../lab/claim.ts';
import { tooBusy } from '../../../lab/silence/too-busy.ts';
import type { PacketType } from '../../../protocol/packet.ts';
import type { Sendable } from '../../../wire/client/bytes.ts';
import { ConnectionEndedError } from '../../../wire/client/raw-client.ts';
import type { Bench } from '../../bench.ts';
import type { Peer } from '../../peer.ts';
import type { SpecClaim } from '../../spec-claim.ts';
import { staggered } from '../../steps/punctuality.ts';
import { hungUpOn, whenCutOff } from './steps.ts';

/** The shortest keep alive, in seconds, for a client that the broker must disconnect. */
const SHORTEST = 1;
/** A keep alive, in seconds, for a client that the broker must keep, or if the broker may count whole seconds. */
const COMFORTABLE = 2;
/** If a broker disconnects silent clients at all, it does so within this time for both intervals, in ms. */
const LONG_ENOUGH_MS = 8_000;

/** A silent client is disconnected after one and a half intervals, and not before. */
const cutOff = { 4: ['MQTT-3.1.2-24'], 5: ['MQTT-3.1.2-22'] };

/** Whether a client is still connected after an action. */
async function stillThere(
  { client }: Peer,
  after: () => Promise<unknown>,
): Promise<'open' | 'closed by the broker'> {
  try {
    await after();
    await client.send({ cmd: 'pingreq' });
    await client.receive('PINGRESP');
    return 'open';
  } catch (error) {
    if (error instanceof ConnectionEndedError) return 'closed by the broker';
    throw error;
  }
}

interface Sign {
  readonly id: string;
  readonly what: Text;
  readonly packet: (bench: Bench) => Sendable;
  readonly answer?: PacketType;
}

const signsOfLife: readonly Sign[] = [
  {
    id: 'ping',
    what: { en: 'sends PINGREQ', ja: 'PINGREQ を送っている' },
    packet: () => ({ cmd: 'pingreq' }),
    answer: 'PINGRESP',
  },
  {
    id: 'publish',
    what: { en: 'publishes but sends no PINGREQ', ja: 'PUBLISH だけで PINGREQ を送らない' },
    packet: (bench) => ({
      cmd: 'publish',
      topic: bench.topic('a'),
      payload: 'here',
      qos: 0,
      dup: false,
      retain: false,
    }),
  },
];

const keptAlive: readonly SpecClaim[] = signsOfLife.map(({ id, what, packet, answer }) => ({
  id: `keep-alive.kept-by-${id}`,
  says: {
    en: `A client that ${what.en} within its keep alive is not disconnected`,
    ja: `keep alive のあいだに ${what.ja}クライアントは、切断されない`,
  },
  statements: cutOff,
  aboutTime: true,
  async check(bench) {
    const peer = await bench.connect('client', { keepalive: COMFORTABLE });
    const every = 500;
    const seen = await stillThere(peer, async () => {
      for (let passed = 0; passed < LONG_ENOUGH_MS; passed += every) {
        await peer.client.send(packet(bench));
        if (answer !== undefined) await peer.client.receive(answer);
        await bench.letPass(every);
      }
    });
    if (seen !== 'open') requireOwnPromise(bench, 'client', COMFORTABLE);
    return { expected: 'open', seen };
  },
}));

/**
 * @param keepAlive in seconds
 * @throws CannotRunError `machine-too-busy` if our client was silent for longer than its keep alive: then the broker was right to
 * close the connection
 */
function requireOwnPromise(bench: Bench, name: string, keepAlive: number): void {
  const end = [...bench.trace].find(hungUpOn(name));
  const times = [...bench.trace.from(name), ...(end ? [end] : [])].map(({ at }) => at);
  const longest = Math.max(...times.slice(1).map((at, index) => at - (times[index] ?? at)));
  if (longest <= keepAlive * 1_000) return;
  const ms = Math.round(longest);
  throw tooBusy({
    en: `this machine was too busy to send a packet every ${keepAlive} s (${ms} ms passed without one)`,
    ja: `この計算機が忙しすぎて、${keepAlive} 秒ごとにパケットを送れませんでした(${ms} ミリ秒の空白)`,
  });
}

/** The longest interval that the broker allows, in seconds; Mosquitto 2.0.11 accepts no smaller setting. */
const ALLOWED = 10;

export const keepAlive: readonly SpecClaim[] = [
  ...keptAlive,
  {
    id: 'keep-alive.zero',
    says: {
      en: 'A keep alive of 0 turns it off: a silent client is not disconnected',
      ja: 'keep alive が 0 なら監視されず、黙っていても切断されない',
    },
    statements: cutOff,
    aboutTime: true,
    async check(bench) {
      const peer = await bench.connect('client', { keepalive: 0 });
      return { expected: 'open', seen: await stillThere(peer, () => bench.letPass(LONG_ENOUGH_MS)) };
    },
  },
  {
    id: 'keep-alive.not-early',
    says: {
      en: 'No client is disconnected within its keep alive, at whatever point in a second it fell silent',
      ja: '1 秒のどの時点で黙り込んでも、keep alive の時間内に切断されることはない',
    },
    statements: cutOff,
    aboutTime: true,
    async check(bench) {
      const nothing = async () => {};
      const seen = await staggered(bench, nothing, async (_, number) => {
        await bench.connect(`client ${number}`, { keepalive: SHORTEST });
        return () => whenCutOff(bench, `client ${number}`, SHORTEST);
      });
      return { expected: 'in time', seen };
    },
  },
  {
    id: 'keep-alive.from-last-packet',
    says: {
      en: 'The time is counted from the last packet received, not from CONNECT',
      ja: '時間は CONNECT からではなく、最後に届いたパケットから数えられる',
    },
    statements: cutOff,
    aboutTime: true,
    async check(bench) {
      const { client } = await bench.connect('client', { keepalive: COMFORTABLE });
      await bench.letPass(COMFORTABLE * 750);
      await client.send({ cmd: 'pingreq' });
      await client.receive('PINGRESP');
      return { expected: 'in time', seen: await whenCutOff(bench, 'client', COMFORTABLE) };
    },
  },
  {
    id: 'keep-alive.not-by-deliveries',
    says: {
      en: 'What the broker sends keeps no client alive: one that only receives is disconnected',
      ja: 'ブローカーから届くだけでは生存確認にならず、受け取るだけのクライアントは切断される',
    },
    statements: cutOff,
    aboutTime: true,
    async check(bench) {
      const topic = bench.topic('a');
      const listener = await bench.connect('listener', { keepalive: SHORTEST });
      await listener.subscribe(topic);
      const publisher = await bench.connect('publisher');
      const publishing = setInterval(() => {
        // The claim fails if the listener is not disconnected. It does not matter whether the publisher is.
        publisher.publish(topic, 'are you there?').catch(() => {});
      }, 250);
      try {
        return { expected: 'in time', seen: await whenCutOff(bench, 'listener', SHORTEST) };
      } finally {
        clearInterval(publishing);
      }
    },
  },
  {
    id: 'keep-alive.reason-code',
    says: {
      en: 'If a broker says goodbye to a silent client, it is with 0x8D, Keep Alive timeout',
      ja: '黙り込んだクライアントに切断の理由を告げるブローカーは、0x8D(Keep Alive timeout)を送る',
    },
    statements: { 5: ['MQTT-3.14.2-1'] },
    aboutTime: true,
    async check(bench) {
      await bench.connect('client', { keepalive: SHORTEST });
      await whenCutOff(bench, 'client', SHORTEST);
      const goodbye = bench.trace.to('client').of('DISCONNECT').first();
      return { expected: oneOf('none', 0x8d), seen: goodbye ? (goodbye.fields.reasonCode ?? 0) : 'none' };
    },
  },
  {
    id: 'keep-alive.every-ping',
    says: { en: 'Every PINGREQ is answered once', ja: 'どの PINGREQ にも、返事が 1 つずつ来る' },
    statements: { 4: ['MQTT-3.12.4-1'], 5: ['MQTT-3.12.4-1'] },
    async check(bench) {
      const topic = bench.topic('a');
      const peer = await bench.connect('client');
      await peer.subscribe(topic);
      const pings = 5;
      for (let ping = 0; ping < pings; ping++) await peer.client.send({ cmd: 'pingreq' });
      for (let ping = 0; ping < pings; ping++) await peer.client.receive('PINGRESP');
      await bench.untilFence(peer, peer, topic);
      return { expected: [], seen: peer.client.unread.map(({ type }) => type) };
    },
  },
  {
    id: 'keep-alive.server',
    says: {
      en: 'A broker that allows a shorter keep alive than asked for says so in CONNACK',
      ja: '求められたより短い keep alive しか認めないブローカーは、CONNACK でそう伝える',
    },
    statements: { 5: ['MQTT-3.2.2-22'] },
    ownBroker: true,
    async check(bench) {
      const own = await bench.ownBroker({ maximumKeepAlive: ALLOWED });
      const { connack } = await own.connect('client', { keepalive: 600 });
      return { expected: ALLOWED, seen: connack.fields.properties?.serverKeepAlive };
    },
  },
];
