import { CannotRunError, type ErrorCode } from '../../base/errors.ts';
import type { Standstill } from '../../base/standstill.ts';
import type { Text } from '../../base/text.ts';

/**
 * How long this process may stand still while a claim about time is measured, in ms. The windows of such claims are wider than
 * this by a second or more.
 */
export const STILL_MS = 500;

/**
 * How much longer than usual a broker may take to answer any client while a claim about time is measured, in ms. Together with
 * {@link STILL_MS}, it is within the windows of such claims.
 */
export const BROKER_STILL_MS = 900;

/**
 * How long a turn of the event loop may take on average, within any two seconds, in ms; on an idle machine it takes 20. A packet
 * and its answer take several turns on each side of the tap, and a claim takes several packets.
 */
const TURN_MS = 45;

/** How regularly this process and the broker ran during a run, in ms. */
export interface Ran {
  readonly process: Pick<Standstill, 'longest' | 'slowest'>;
  /** By how much the broker's slowest answer to a witness took longer than its fastest; 0 without a witness. */
  readonly broker: number;
}

/** Why time could not be measured: this process or the broker stood still for too long. */
export function whyNoTime({ process: { longest, slowest }, broker }: Ran): CannotRunError | undefined {
  if (longest > STILL_MS || slowest > TURN_MS) return stoodStill();
  return broker > BROKER_STILL_MS ? brokerStoodStill(broker) : undefined;
}

/** The error for a measurement that shows the load of this machine, and not the broker. */
export const tooBusy = (what: Text) =>
  new CannotRunError('machine-too-busy', what, {
    en: 'run it again when this machine is less busy',
    ja: 'ほかの処理を減らして、もう一度実行してください',
  });

/** The error for a process that stood still for longer than {@link STILL_MS}, or many times for a shorter time. */
const stoodStill = (): CannotRunError =>
  tooBusy({
    en: 'this machine was too busy to measure time: this process stood still for too long',
    ja: 'この計算機が忙しすぎて時間を測れませんでした(このプロセスが長く止まっていました)',
  });

/** The error for a broker that answered no client for longer than {@link BROKER_STILL_MS}. */
const brokerStoodStill = (milliseconds: number): CannotRunError => {
  const seconds = (milliseconds / 1_000).toFixed(1);
  return tooBusy({
    en: `time could not be measured: the broker answered no client for ${seconds} s`,
    ja: `時間を測れませんでした(ブローカーがどの接続にも ${seconds} 秒間答えませんでした)`,
  });
};

const inconclusive = new Set<ErrorCode>(['machine-too-busy', 'too-slow']);

/** Whether the error says nothing about the broker, so that another run may come out differently. */
export const isInconclusive = (error: unknown): boolean =>
  error instanceof CannotRunError && inconclusive.has(error.code);
