import type { Text } from '../../../base/text.ts';
import type { PacketEntry } from '../../../protocol/packet.ts';
import type { Stage } from '../stage.ts';
import { type Question, question } from './question.ts';

/** How many attempts to reconnect are measured. paho-mqtt doubles its delay, so they take half a minute. */
const ATTEMPTS = 5;
const LONGEST_MS = 60_000;

/** Delays grow if each is longer than the one before by more than this factor. */
const GROWS_BY = 1.3;
/** Delays vary if the longest is longer than the shortest by more than this factor; a busy machine adds some. */
const VARIES_BY = 1.5;

const seconds = (milliseconds: number): string => (milliseconds / 1_000).toFixed(1);

/** Delays such as `1.0, 2.0, 4.0` with a description; `1.0, ends` is a program that then ends. */
export function delaysInWords(seen: string): Text {
  const given = seen.replace(/,? ?ends$/, '');
  if (given !== seen)
    return {
      en: `${given} s, then the program ends`,
      ja: `${given} 秒。そのあとプログラムが終了する`,
    };
  const delays = given.split(', ').map(Number);
  const [shortest, longest] = [Math.min(...delays), Math.max(...delays)];
  const isGrowing = delays.every((delay, index) => delay > (delays[index - 1] ?? 0) * GROWS_BY);
  if (isGrowing) return { en: `growing: ${given} s`, ja: `長くなっていく: ${given} 秒` };
  if (longest > shortest * VARIES_BY) return { en: `varying: ${given} s`, ja: `ばらつく: ${given} 秒` };
  return { en: `constant: ${given} s`, ja: `一定: ${given} 秒` };
}

const subscribeWords = {
  again: { en: 'yes', ja: 'する' },
  no: { en: 'no', ja: 'しない' },
  ends: { en: 'the program ends', ja: 'プログラムが終了する' },
} as const;

/** Waits until a subscriber has acknowledged a message, because SUBACK may still be under way after the tap. */
async function settled(stage: Stage, program: ReturnType<Stage['run']>): Promise<PacketEntry | undefined> {
  const { trace, clientId, topic } = stage;
  const granted = await stage.first(trace.to(clientId).of('SUBACK'), program);
  const helper = await stage.helper();
  await helper.publishAsync(topic, 'open', { qos: 1 });
  await stage.first(trace.from(clientId).of('PUBACK'), program);
  return granted;
}

/** Whether a subscriber subscribes on its next connection. */
async function subscribesAgain(
  stage: Stage,
  start: () => ReturnType<Stage['run']>,
): Promise<keyof typeof subscribeWords> {
  const { trace, tap, clientId } = stage;
  const program = start();
  const first = await settled(stage, program);
  tap.cutNow(clientId);
  const later = { en: 'on the next connection', ja: '次の接続での' };
  const next = trace
    .to(clientId)
    .of('CONNACK')
    .where((entry) => entry.connection !== first?.connection, later);
  if ((await stage.first(next, program)) === undefined) return 'ends';
  await stage.window(1_000, program);
  const again = trace
    .from(clientId)
    .of('SUBSCRIBE')
    .where((entry) => entry.connection !== first?.connection, later);
  return again.count > 0 ? 'again' : 'no';
}

export const reconnecting: readonly Question[] = [
  {
    id: 'reconnect.delays',
    says: {
      en: 'Seconds before each attempt to reconnect, while the broker hangs up at once',
      ja: 'ブローカーがすぐに切るとき、つなぎ直すまでの秒数(1 回ごと)',
    },
    protocolVersions: [5],
    words: { ends: subscribeWords.ends },
    inWords: delaysInWords,
    look: async (stage, client, protocolVersion = 5) => {
      const { url, topic, clientId, gate } = stage;
      const job = { url, topic, clientId, protocolVersion, qos: 1, count: 2 } as const;
      const program = stage.run(client.subscribe(job));
      await settled(stage, program);
      const enough = Promise.withResolvers<void>();
      gate.onAttempt = () => {
        if (gate.attempts.length > ATTEMPTS) enough.resolve();
      };
      const shutAt = gate.shut();
      await Promise.race([enough.promise, stage.window(LONGEST_MS, program)]);
      const times = [shutAt, ...gate.attempts.slice(1)];
      const delays = times.slice(1).map((at, index) => at - (times[index] ?? at));
      const over = delays.length < ATTEMPTS && (await stage.isOver(program));
      return [...delays.map(seconds), ...(over ? ['ends'] : [])].join(', ');
    },
  },
  question({
    id: 'reconnect.subscribes-session-gone',
    says: {
      en: 'Subscribes again after reconnecting, when the session is gone',
      ja: 'セッションが残っていないとき、つなぎ直したあとに購読し直す',
    },
    protocolVersions: [4, 5],
    words: subscribeWords,
    look: (stage, client, protocolVersion) => {
      const { url, topic, clientId } = stage;
      const version = protocolVersion === undefined ? {} : { protocolVersion };
      return subscribesAgain(stage, () =>
        stage.run(client.subscribe({ url, topic, clientId, qos: 1, count: 2, ...version })),
      );
    },
  }),
  question({
    id: 'reconnect.subscribes-session-kept',
    says: {
      en: 'Subscribes again after reconnecting, when the session was kept',
      ja: 'セッションが残っているとき、つなぎ直したあとに購読し直す',
    },
    protocolVersions: [4, 5],
    words: subscribeWords,
    look: (stage, client, protocolVersion) => {
      const { url, topic, clientId } = stage;
      const version = protocolVersion === undefined ? {} : { protocolVersion };
      const job = { url, topic, clientId, qos: 1, count: 2, keepSession: true, ...version } as const;
      return subscribesAgain(stage, () => stage.run(client.subscribe(job)));
    },
  }),
];
