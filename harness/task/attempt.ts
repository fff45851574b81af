import { CannotRunError } from '../base/errors.ts';
import type { Text } from '../base/text.ts';
import type { Broker } from '../brokers/broker.ts';
import { isUnexpected, type LabEvent } from '../lab/events.ts';
import { defineLab, type LabDefinition } from '../lab/lab.ts';
import type { LabRun } from '../lab/lab-run.ts';
import { lackingBeforehand } from '../lab/lacking.ts';
import { runLab } from '../lab/run.ts';
import { isInconclusive } from '../lab/silence/too-busy.ts';
import { hasCrashed, noticeOf } from './notices.ts';
import type { Seen, Task } from './task.ts';
import { YourProgram } from './your-program.ts';

/** The result of an attempt. */
export interface Attempt {
  readonly passed: boolean;
  /** The broker lacks everything that the task is about, or this machine has no browser for it; the program was not run. */
  readonly isOutOfReach: boolean;
  readonly run: LabRun;
  /** After a wrong attempt: a sentence that helps. */
  readonly help?: Text;
  /** The program's output, unchanged: escape it before it is shown. */
  readonly lines: readonly string[];
}

export interface AttemptOptions {
  readonly onEvent?: (event: LabEvent) => void;
  /** Called with each name under which the program's packets are shown. */
  readonly onName?: (name: string) => void;
  /** Ends the attempt early; the program is stopped, and what it left on the broker is removed. */
  readonly signal?: AbortSignal;
}

/**
 * Runs a learner's program in front of a broker, and judges it. Never throws for what the program does.
 * @param id e.g. `03-retain/2`
 * @param file the program
 */
export async function attempt(
  id: string,
  task: Task,
  file: string,
  broker: Broker,
  options: AttemptOptions = {},
): Promise<Attempt> {
  let program: YourProgram | undefined;
  const isBeyondBroker = Object.entries(task.claims).every(
    ([id, claim]) =>
      (claim.ownBroker === true && broker.another === undefined) ||
      lackingBeforehand(broker, { id, ...claim }) !== undefined,
  );
  const lab: LabDefinition = defineLab({
    id,
    title: task.title,
    claims: task.claims,
    async run(tools) {
      if (isBeyondBroker) return;
      const you = new YourProgram(tools, file, options.onName);
      program = you;
      using _watch = tools.trace.watch((entry) => you.bounded(entry, tools.trace.length));
      try {
        await Promise.race([task.judge(tools, you), you.tooMuch]);
      } finally {
        you.conclude();
      }
    },
  });
  const newest = broker.capabilities.protocolVersions.includes(5) ? 5 : 4;
  const run = await runLab(lab, broker, { ...options, protocolVersion: newest, stranger: 'you' });
  const lines = program?.lines ?? [];
  const isOutOfReach = isBeyondBroker || lacksBrowser(run);
  const seen: Seen = {
    trace: run.trace,
    prefix: run.topicPrefix,
    clientIds: program?.clientIds ?? [],
    broken: run.claims.filter(isUnexpected).map(({ id }) => id),
    lines,
    names: program?.names ?? [],
    lacksConnection: program?.lacksConnection ?? false,
    exitCodes: program?.exitCodes ?? [],
  };
  // Its packets may be right, and its author still sees an error.
  const passed = run.outcome === 'holds' && !isOutOfReach && !hasCrashed(task, seen);
  const help = isBeyondBroker ? onAnotherBroker : isOutOfReach ? run.reason : advice(task, run, seen);
  return { passed, isOutOfReach, run, lines, ...(!passed && help && { help }) };
}

/** Nothing was learned about a program on a machine that is too busy: the reason of the run says all there is. */
const advice = (task: Task, { error }: LabRun, seen: Seen): Text | undefined =>
  isInconclusive(error) ? undefined : noticeOf(task, seen);

const lacksBrowser = ({ error }: LabRun): boolean =>
  error instanceof CannotRunError && error.code === 'no-browser';

const onAnotherBroker: Text = {
  en: 'This broker lacks what the task is about, so your program was not run. Choose another one, e.g. with --broker mosquitto.',
  ja: 'この課題で使う機能がこのブローカーにないので、プログラムは動かしていません。--broker mosquitto などで、別のブローカーを選んでください。',
};
