import type { Bench } from '../bench.ts';
import { observation } from '../spec-observation.ts';

const KEEP_ALIVE_S = 2;
/** Some brokers check keep alive every five seconds. Clients that begin at different times cover every phase of that. */
const BEGINNINGS_MS = [0, 1_250, 2_500, 3_750];
const PATIENCE_MS = 15_000;

/** How long the broker kept a client that was silent after CONNECT, in ms. */
interface Silence {
  /** Measured from before CONNECT was sent. */
  readonly atMost: number;
  /** Measured from CONNACK. */
  readonly atLeast: number;
}

/** Measures from CONNECT and from CONNACK, because the broker began to count between them; they are far apart on a busy machine. */
async function silence(bench: Bench, begins: number): Promise<Silence> {
  await bench.letPass(begins);
  const asked = performance.now();
  const { client } = await bench.connect(`silent ${begins}`, { keepalive: KEEP_ALIVE_S });
  const answered = performance.now();
  await client.closed({ deadline: PATIENCE_MS });
  const ended = performance.now();
  return { atMost: ended - asked, atLeast: ended - answered };
}

/** A broker that checks every five seconds keeps at least one of the four clients for 6.75 s or more. */
const LATE_MS = 6_500;

export const keepAlive = [
  observation({
    id: 'keep-alive.cut-off',
    says: {
      en: `How long does the broker wait for a silent client whose keep alive is ${KEEP_ALIVE_S} s? (3 s in the specification)`,
      ja: `Keep Alive が ${KEEP_ALIVE_S} 秒のとき、黙り込んだクライアントをいつまで待つか(仕様では 3 秒)`,
    },
    aboutTime: true,
    words: {
      early: { en: 'less than 3 s', ja: '3 秒に満たない' },
      soon: { en: 'soon after 3 s', ja: '3 秒を過ぎてすぐ' },
      late: {
        en: 'up to 10 s: it checks its clock every few seconds',
        ja: '最長 10 秒(数秒おきに時計を見る)',
      },
    },
    async look(bench) {
      const silences = await Promise.all(BEGINNINGS_MS.map((begins) => silence(bench, begins)));
      if (silences.some(({ atMost }) => atMost < 2_900)) return 'early';
      return silences.some(({ atLeast }) => atLeast > LATE_MS) ? 'late' : 'soon';
    },
  }),
];
