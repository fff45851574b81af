import type { Text } from '../../../base/text.ts';
import type { Live, LiveRun } from './live.ts';
import type { RunEvent } from './run-event.ts';
import type { WarmWorker } from './warm-worker.ts';
import type { Order } from './worker-messages.ts';

/** The callbacks of a run. */
export type Told = [tell: Parameters<Live['start']>[1], breaksOff: Parameters<Live['start']>[2]];

/** In ms. */
export interface Patience {
  /** Deadline of a lab; a longer one hangs. */
  readonly deadline: number;
  /** From the request to end and clean up until the process is killed. */
  readonly grace: number;
}

/** A lab that runs in its process. */
export interface RunningLab extends LiveRun {
  /** Ends a lab that can't finish. */
  breakOff(why: Text): void;
}

/** Runs a lab in a worker and passes on its events. The last event is `done`; the process has ended by then. */
export function liveRun(
  worker: WarmWorker,
  order: Order,
  [tell, breaksOff]: Told,
  { deadline, grace }: Patience,
): RunningLab {
  const begun = performance.now();
  let asked: Text | undefined;
  let over: RunEvent | undefined;
  let killing: NodeJS.Timeout | undefined;
  const conclude = (complaint: unknown) => {
    clearTimeout(late);
    clearTimeout(killing);
    const reason = asked ?? gone(String(complaint));
    tell(over ?? { type: 'done', at: performance.now() - begun, outcome: 'could-not-run', reason });
  };
  const kill = () => {
    worker.kill().catch(conclude);
  };
  const end = (why: Text) => {
    if (asked !== undefined) return;
    asked = why;
    worker.cancel();
    killing = setTimeout(kill, grace);
  };
  const breakOff = (why: Text) => {
    if (asked !== undefined || over !== undefined) return;
    end(why);
    breaksOff();
  };
  const late = setTimeout(() => breakOff(tooLong(deadline)), deadline);
  worker.order(order, {
    failed: () => {
      if (asked === undefined) breaksOff();
    },
    tell: (event) => {
      if (event.type !== 'done') return tell(event);
      over = asked !== undefined && event.outcome === 'could-not-run' ? { ...event, reason: asked } : event;
      // The lab has cleaned up and has nothing left to do.
      killing ??= setTimeout(kill, grace);
    },
  });
  worker.ended.then(conclude, conclude);
  return { cancel: () => end(cancelled), breakOff };
}

const cancelled: Text = { en: 'cancelled', ja: '中止しました' };
const tooLong = (deadline: number): Text => ({
  en: `ended: it took longer than ${deadline / 1000} s`,
  ja: `${deadline / 1000} 秒たっても終わらないので止めました`,
});
const gone = (complaint: string): Text => ({
  en: `the process of the lab ended (${complaint || 'without a word'})`,
  ja: `ラボのプロセスが終了しました(${complaint || '出力なし'})`,
});
