import type { Bench } from '../../../harness/claims/bench.ts';
import { observation } from '../../../harness/claims/spec-observation.ts';
import { emqx } from './documentation.ts';

const KEEP_ALIVE_S = 2;
/** Some brokers look at their clock every five seconds: clients that begin at different times meet its every phase. */
const BEGINNINGS_MS = [0, 1_250, 2_500, 3_750];
const PATIENCE_MS = 15_000;

/** Milliseconds from CONNECT to the end of the connection of a client that says no more. */
async function silence(bench: Bench, begins: number): Promise<number> {
  await bench.letPass(begins);
  // Before CONNECT, not after CONNACK: on a busy machine we may be late to see that, and would find the broker early.
  const began = performance.now();
  const { client } = await bench.connect(`silent ${begins}`, { keepalive: KEEP_ALIVE_S });
  await client.closed({ deadline: PATIENCE_MS });
  return performance.now() - began;
}

export const keepAlive = [
  observation({
    id: 'keep-alive.cut-off',
    says: {
      en: `How long does the broker bear with a silent client whose keep alive is ${KEEP_ALIVE_S} s? (3 s by the specification)`,
      ja: `Keep Alive が ${KEEP_ALIVE_S} 秒のとき、黙ったクライアントをいつまで待つか(仕様では 3 秒)`,
    },
    aboutTime: true,
    settings: { emqx: emqx('keepalive_multiplier') },
    words: {
      early: { en: 'less than 3 s', ja: '3 秒に満たない' },
      soon: { en: '3 to 5 s', ja: '3〜5 秒' },
      late: {
        en: 'up to 10 s: it looks at its clock every few seconds',
        ja: '最長 10 秒(数秒おきに時計を見る)',
      },
    },
    async look(bench) {
      const silences = await Promise.all(BEGINNINGS_MS.map((begins) => silence(bench, begins)));
      if (Math.min(...silences) < 2_900) return 'early';
      return Math.max(...silences) < 5_500 ? 'soon' : 'late';
    },
  }),
];
