import { CannotRunError } from '../errors.ts';
import type { Text } from '../text.ts';

/**
 * Milliseconds that this process may stand still while something about time is looked at. The windows of such claims are
 * wider than this by a second or more.
 */
export const STILL_MS = 500;

/** What this machine did is no measurement of the broker. */
export const tooBusy = (what: Text) =>
  new CannotRunError('machine-too-busy', what, {
    en: 'run it again with less beside it',
    ja: 'ほかの処理を減らして、もう一度実行してください',
  });

/** This process stood still for longer than {@link STILL_MS}. */
export const stoodStill = (): CannotRunError =>
  tooBusy({
    en: `this machine was too busy to measure time: this process stood still for more than ${STILL_MS / 1_000} s`,
    ja: `この計算機が忙しすぎて時間を測れませんでした(このプロセスが ${STILL_MS / 1_000} 秒以上止まっていました)`,
  });

const inconclusive = new Set(['machine-too-busy', 'too-slow']);

/** Whether a run was ended by something that says nothing about the broker, and may go otherwise the next time. */
export const isInconclusive = (error: unknown): boolean =>
  error instanceof CannotRunError && inconclusive.has(error.code);
