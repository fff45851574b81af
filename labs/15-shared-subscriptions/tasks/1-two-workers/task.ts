import { DeadlineError } from '../../../../harness/base/deadline.ts';
import type { Lab } from '../../../../harness/lab/index.ts';
import { defineTask, type PacketEntry } from '../../../../harness/task/index.ts';
import type { Program, Seen } from '../../../../harness/task/task.ts';

const jobs = ['job 1', 'job 2', 'job 3', 'job 4', 'job 5', 'job 6'];
const names = ['worker-1', 'worker-2'];
/** How many jobs follow until each worker has got one: a broker may give many in a row to one worker. */
const MOST_MORE = 30;

/** The filters of each worker. */
const filtersOf = ({ trace }: Seen): string[][] =>
  names.map((name) =>
    [...trace.from(name).of('SUBSCRIBE')].flatMap(
      ({ fields }) => fields.subscriptions?.map(({ filter }) => filter) ?? [],
    ),
  );

export default defineTask({
  title: { en: 'Two workers, one queue', ja: '2 人で 1 つの仕事を分ける' },
  asks: {
    en: 'One worker is too slow, so your program runs twice at the same time, under two client ids (CLIENT_ID). Jobs come to PREFIX + jobs; whoever gets one writes it as a line. Each job must be done by one of the two, and by one only. The programs are the same: neither knows of the other.',
    ja: '1 人では間に合わないので、あなたのプログラムを同時に 2 つ、別々のクライアント ID(CLIENT_ID)で動かします。仕事は PREFIX + jobs に届き、受け取ったほうがそれを 1 行で出力します。どの仕事も、2 人のうち 1 人だけがするようにしてください。2 つは同じプログラムで、互いを知りません。',
  },
  minutes: 10,
  builds: true,
  isFastTrack: true,
  hints: [
    {
      en: 'Both subscribe to the same topic, and each gets everything. Who could decide which of the two gets a job, if they do not know each other?',
      ja: '2 人とも同じトピックを購読すると、どちらにも全部が届きます。互いを知らない 2 人のどちらに渡すか、決められるのは誰でしょう?',
    },
    {
      en: 'How does MQTT 5 write that a subscription belongs to a group? What must be the same in both programs, and where in the filter does PREFIX go?',
      ja: 'MQTT 5 で、購読がグループのものだと書くには? 2 つのプログラムで同じでなければならないのは? PREFIX はフィルターのどこに入りますか?',
    },
  ],
  claims: {
    'jobs.once': {
      says: {
        en: 'Six jobs, two workers: each job is written once',
        ja: '仕事が 6 つ、ワーカーが 2 人: どの仕事も 1 回だけ出力される',
      },
      needs: ['shared'],
    },
  },
  notices: [
    {
      sees: (seen) =>
        filtersOf(seen)
          .flat()
          .some((filter) => /^(?!\$share\/).*\$share\//.test(filter)),
      says: {
        en: '$share must be the first level of the filter. Behind PREFIX it is a level like any other, and no job matches it.',
        ja: '$share はフィルターのいちばん前に書きます。PREFIX の後ろではただの階層名で、どの仕事にも一致しません。',
      },
    },
    {
      sees: (seen) =>
        filtersOf(seen).some((filters) => filters.length > 0) &&
        filtersOf(seen)
          .flat()
          .every((filter) => !filter.startsWith('$share/')),
      says: {
        en: 'Both workers subscribe in the ordinary way, so each of them gets every job.',
        ja: '2 人ともふつうに購読しているので、どちらにもすべての仕事が届きます。',
      },
    },
    {
      sees: ({ trace }) =>
        names.some((name) => trace.from(name).of('CONNECT').first()?.fields.protocolVersion === 4),
      says: {
        en: 'Your program speaks MQTT 3.1.1. Shared subscriptions are part of MQTT 5; before that, some brokers have them and some do not.',
        ja: 'プログラムが MQTT 3.1.1 で接続しています。共有サブスクリプションは MQTT 5 のものです。3.1.1 では、ブローカーによってあったりなかったりします。',
      },
    },
    {
      sees: (seen) => {
        const groups = filtersOf(seen).map((filters) => filters.map((filter) => filter.split('/')[1]));
        return groups[0]?.some((group) => groups[1]?.includes(group)) === false;
      },
      says: {
        en: 'The two workers are in two groups (see SUBSCRIBE), and each group gets every job. What should the name of the group depend on?',
        ja: '2 人が別々のグループにいます(SUBSCRIBE を見てください)。どのグループにも、すべての仕事が届きます。グループの名前は、何で決めればよいでしょう?',
      },
    },
    {
      sees: ({ broken, lines }) => broken.includes('jobs.once') && lines.length < jobs.length,
      says: {
        en: 'Not every job was written. Does each worker write what it gets, one line for a job?',
        ja: '出力されていない仕事があります。どちらのワーカーも、受け取った仕事を 1 行ずつ出力していますか?',
      },
    },
  ],

  async judge(lab, you) {
    const office = await lab.connect('office');
    await lab.step(
      { en: 'Your program runs twice, and six jobs come', ja: '2 つ動かして、仕事を 6 つ送ります' },
      async () => {
        const workers: Program[] = [];
        for (const name of names) {
          const worker = await you.starts(name);
          await worker.until(lab.trace.to(name).of('SUBACK').next());
          workers.push(worker);
        }
        const written = () => workers.flatMap(({ lines }) => lines);
        const send = async (job: string) => {
          await office.publishAsync(lab.topic('jobs'), job, { qos: 1 });
        };
        const isWritten = (job: string) => {
          const isEnough = () => written().includes(job);
          const line = { en: `the line "${job}"`, ja: `「${job}」の行` };
          return Promise.race(workers.map((worker) => worker.writes(isEnough, line)));
        };
        await lab.claim('jobs.once', jobs, async () => {
          for (const job of jobs) await send(job);
          for (const job of jobs) await isWritten(job);
          for (let more = 1; more <= MOST_MORE && !names.every((name) => givenMore(lab, name)); more++) {
            await send(`more ${more}`);
            await isWritten(`more ${more}`);
          }
          for (const [at, worker] of workers.entries()) {
            await hasCaughtUp(lab, names[at] ?? '', worker);
            // Its last lines may still be on their way.
            await worker.stop();
          }
          return written()
            .filter((line) => !line.startsWith('more '))
            .toSorted();
        });
      },
    );
  },
});

/** The first job that this worker was given after the six. */
const givenMore = ({ trace }: Pick<Lab, 'trace'>, name: string): PacketEntry | undefined =>
  [...trace.to(name).of('PUBLISH')].find((packet) => payloadOf(packet).startsWith('more '));

/** A worker may be slow. What it was given of the six is written once it has written a later job. */
async function hasCaughtUp(lab: Pick<Lab, 'trace'>, name: string, worker: Program): Promise<void> {
  const later = givenMore(lab, name);
  if (later === undefined) return;
  const line = payloadOf(later);
  const isEnough = (lines: readonly string[]) => lines.includes(line);
  try {
    await worker.writes(isEnough, { en: `the line "${line}"`, ja: `「${line}」の行` });
  } catch (error) {
    // It leaves this job to the other one.
    if (!(error instanceof DeadlineError)) throw error;
  }
}

const payloadOf = ({ fields }: PacketEntry): string => Buffer.from(fields.payload ?? []).toString();
