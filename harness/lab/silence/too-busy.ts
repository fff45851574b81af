import { CannotRunError, type ErrorCode } from '../../base/errors.ts';
import type { Standstill } from '../../base/standstill.ts';
import type { Text } from '../../base/text.ts';

/**
 * How long this process may stand still while a claim about time is measured, in ms. The windows of such claims are wider than
 * this by a second or more.
 */
export const STILL_MS = 500;

/**
 * How long a turn of the event loop may take on average, within any two seconds, in ms; on an idle machine it takes 20. A packet
 * and its answer take several turns on each side of the tap, and a claim takes several packets.
 */
const TURN_MS = 45;

/** Whether this process stood still so much that time could not be measured. */
export const wasStarved = ({ longest, slowest }: Pick<Standstill, 'longest' | 'slowest'>): boolean =>
  longest > STILL_MS || slowest > TURN_MS;

/** The error for a measurement that shows the load of this machine, and not the broker. */
export const tooBusy = (what: Text) =>
  new CannotRunError('machine-too-busy', what, {
    en: 'run it again when this machine is less busy',
    ja: 'ほかの処理を減らして、もう一度実行してください',
  });

/** The error for a process that stood still for longer than {@link STILL_MS}, or many times for a shorter time. */
export const stoodStill = (): CannotRunError =>
  tooBusy({
    en: 'this machine was too busy to measure time: this process stood still for too long',
    ja: 'この計算機が忙しすぎて時間を測れませんでした(このプロセスが長く止まっていました)',
  });

const inconclusive = new Set<ErrorCode>(['machine-too-busy', 'too-slow']);

/** Whether the error says nothing about the broker, so that another run may come out differently. */
export const isInconclusive = (error: unknown): boolean =>
  error instanceof CannotRunError && inconclusive.has(error.code);
