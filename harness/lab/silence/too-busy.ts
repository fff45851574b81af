import { CannotRunError, type ErrorCode } from '../../base/errors.ts';
import type { Standstill } from '../../base/standstill.ts';
import type { Text } from '../../base/text.ts';

/**
 * Milliseconds that this process may stand still while something about time is looked at. The windows of such claims are
 * wider than this by a second or more.
 */
export const STILL_MS = 500;

/**
 * Milliseconds that a turn of this process may take on average, in any two seconds; 20 where nothing else wants to be run. A packet to a
 * broker and its answer take some turns, on each side of the tap, and a claim takes some packets.
 */
const TURN_MS = 45;

/** Whether time could not be measured while this was watched. */
export const wasStarved = ({ longest, slowest }: Pick<Standstill, 'longest' | 'slowest'>): boolean =>
  longest > STILL_MS || slowest > TURN_MS;

/** What this machine did is no measurement of the broker. */
export const tooBusy = (what: Text) =>
  new CannotRunError('machine-too-busy', what, {
    en: 'run it again with less beside it',
    ja: 'ほかの処理を減らして、もう一度実行してください',
  });

/** This process stood still for longer than {@link STILL_MS}, or did so again and again. */
export const stoodStill = (): CannotRunError =>
  tooBusy({
    en: 'this machine was too busy to measure time: this process stood still for too long',
    ja: 'この計算機が忙しすぎて時間を測れませんでした(このプロセスが長く止まっていました)',
  });

const inconclusive = new Set<ErrorCode>(['machine-too-busy', 'too-slow']);

/** Whether a run was ended by something that says nothing about the broker, and may go otherwise the next time. */
export const isInconclusive = (error: unknown): boolean =>
  error instanceof CannotRunError && inconclusive.has(error.code);
