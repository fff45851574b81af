import '../process/node-version.ts';
import { once } from 'node:events';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { performance } from 'node:perf_hooks';
import { setTimeout as after } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Text } from '../base/text.ts';
import { command } from '../process/command/command.ts';
import { runCommand } from '../process/command/run.ts';
import { type Presenting, present } from '../talk/present/present.ts';
import type { PhonesOptions } from './room-phones.ts';
import { spread } from './spread.ts';
import { StageWatch } from './stage-watch.ts';

const PHONES = 150;
const COMMANDS = 200;
/** The time between two commands, in ms. */
const PAUSE = 100;
/** The aim for the 95th percentile, in ms. */
const AIM = 100;

const benchRoom = command({
  name: 'npm run bench:room',
  en: `Measures the presenter's commands and what the stage is told of them, without phones and with ${PHONES} that vote and react.`,
  ja: `発表者の操作と、それがスライドに届くまでの時間を、スマートフォンなしと、投票し反応する ${PHONES} 台ありとで測ります。`,
  options: {},
});
export default benchRoom;

const without: Text = { en: 'no phones', ja: 'スマートフォンなし' };
const withPhones: Text = { en: `${PHONES} phones`, ja: `スマートフォン ${PHONES} 台` };
const commands: Text = { en: 'command until its answer', ja: '操作から応答まで' };
const events: Text = { en: 'command until a view is told', ja: '操作から画面に届くまで' };

/** Moves between the slide that asks and the next one. Each move is sent to all phones, too. */
async function measure(watch: StageWatch, slide: number) {
  const answered: number[] = [];
  const told: number[] = [];
  for (let count = 0; count < COMMANDS; count++) {
    const to = slide + (count % 2);
    const begun = performance.now();
    const heard = watch.until(to).then(() => told.push(performance.now() - begun));
    await watch.perform({ do: 'go', to });
    answered.push(performance.now() - begun);
    await heard;
    await after(PAUSE);
  }
  return { answered, told };
}

async function withPhonesAt<T>(page: string, measure: () => Promise<T>): Promise<T> {
  const workerData: PhonesOptions = { page, count: PHONES };
  const phones = new Worker(new URL('room-phones.ts', import.meta.url), { workerData });
  await once(phones, 'message');
  try {
    return await measure();
  } finally {
    await phones.terminate();
  }
}

const presenting = (language: 'en' | 'ja'): Promise<Presenting> =>
  present(
    {
      language,
      deck: undefined,
      cut: undefined,
      brokers: [{ name: 'embedded' }],
      warm: true,
      host: '127.0.0.1',
      port: 0,
      room: true,
      open: false,
      save: undefined,
      notes: false,
      starter: undefined,
    },
    { broker: () => {}, trouble: () => {} },
  );

await runCommand(import.meta.url, benchRoom, async ({ language }) => {
  await using talk = await presenting(language);
  await talk.ready();
  await using watch = await StageWatch.open(talk.url);
  const slide = await watch.askingSlide();
  const machine = `Node ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model ?? '?'}`;
  process.stdout.write(`${machine}\n`);
  const p95: number[] = [];
  const report = ({ answered, told }: Awaited<ReturnType<typeof measure>>, what: Text) => {
    const [load = 0] = loadavg();
    process.stdout.write(`${what[language]} (load ${load.toFixed(1)})\n`);
    for (const [name, times] of [
      [commands, answered],
      [events, told],
    ] as const) {
      process.stdout.write(`  ${name[language]}: ${spread(times)}\n`);
      p95.push(times.toSorted((a, b) => a - b)[Math.ceil(0.95 * times.length) - 1] ?? Number.NaN);
    }
  };
  report(await measure(watch, slide), without);
  p95.length = 0;
  report(await withPhonesAt(talk.phones?.url ?? '', () => measure(watch, slide)), withPhones);
  const isMet = p95.every((ms) => ms < AIM);
  const verdict = { en: isMet ? 'met' : 'missed', ja: isMet ? '達成' : '未達' };
  const aim = { en: `aim: 95 % under ${AIM} ms`, ja: `目標: 95 % が ${AIM} ms 未満` };
  process.stdout.write(`${aim[language]} (${verdict[language]})\n`);
  return 0;
});
