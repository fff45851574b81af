import { DeadlineError, settlesWithin } from '../../base/deadline.ts';
import { CannotRunError } from '../../base/errors.ts';
import type { Patience } from '../../base/patience.ts';
import type { Text } from '../../base/text.ts';
import type { Broker } from '../../brokers/broker.ts';
import { type Asked, controlQuestion } from './control-question.ts';

/**
 * Milliseconds of quiet before the control question, and after each answer to it. Together they are longer than a delay that a
 * question on another connection cannot measure: TCP delays an acknowledgement by 40 to 200 ms, and a small packet may wait
 * for it.
 */
const QUIET = { before: 100, after: [300, 100] } as const;
/** How many round trips of the control question the missing answer may take after it. */
const ROUND_TRIPS = 5;
/** How many round trips of the last control question an answer may take before the next one is asked. */
const USUAL_ROUND_TRIPS = 3;
/** How long other packets may postpone the control question, in ms. */
const LONGEST_MOVING_MS = 5_000;
/** If the control answer takes longer than this, in ms, nothing is concluded from it. */
const TOO_SLOW_MS = 5_000;

/** The round trip of the last control question to each broker, in ms. */
const roundTrips = new WeakMap<object, number>();

/**
 * Patience with a broker whose silence is proved, not timed. When an answer does not come, the broker is asked something
 * that it must answer. Only if that answer comes, and the missing one still does not within a few of these round trips,
 * twice in a row, does it count as missing. A slow machine or network makes this longer, but never makes the broker look wrong.
 */
export class ProvedSilence implements Patience {
  readonly #asked: Asked & { readonly broker: Broker };
  readonly #ask: (asked: Asked) => Promise<number>;
  #moves = 0;
  #waits = 0;

  constructor(asked: Asked & { readonly broker: Broker }, ask = controlQuestion) {
    this.#asked = asked;
    this.#ask = ask;
  }

  moved(): void {
    this.#moves++;
  }

  until<T>(promise: Promise<T>, awaited: Text, deadline?: number): Promise<T> {
    return this.#until(promise, awaited, deadline, QUIET.before);
  }

  /** Patience that asks only after `quiet` milliseconds, for answers that may also wait for the client's own timers. */
  afterQuiet(quiet: number): Patience {
    return {
      until: (promise, awaited, deadline) => this.#until(promise, awaited, deadline, quiet),
      moved: () => this.moved(),
    };
  }

  /**
   * For something without a known duration, such as a step of a lab: asks when no packet has moved for `quiet` milliseconds and
   * nothing else is awaited.
   */
  async whileMoving<T>(promise: Promise<T>, awaited: Text, quiet: number): Promise<T> {
    if (await this.#settlesOrIsQuiet(promise, quiet, Number.POSITIVE_INFINITY)) return promise;
    if (!(await this.#isMissing(promise))) return promise;
    throw new DeadlineError(awaited);
  }

  /** Says that an answer is awaited, until disposed of. Meanwhile, {@link whileMoving} does not take quiet for silence of the broker. */
  waiting(): Disposable {
    this.#waits++;
    return {
      [Symbol.dispose]: () => {
        this.#waits--;
        this.moved();
      },
    };
  }

  async #until<T>(
    promise: Promise<T>,
    awaited: Text,
    deadline: number | undefined,
    least: number,
  ): Promise<T> {
    using _waiting = this.waiting();
    const usual = USUAL_ROUND_TRIPS * (roundTrips.get(this.#asked.broker) ?? 0);
    const isHere =
      deadline === undefined
        ? await this.#settlesOrIsQuiet(promise, Math.max(least, usual), LONGEST_MOVING_MS)
        : await settlesWithin(promise, deadline);
    if (isHere || !(await this.#isMissing(promise))) return promise;
    throw new DeadlineError(awaited, deadline);
  }

  /** True if the promise settles; false if no packet moves for `quiet` milliseconds, or after `longest` milliseconds. */
  async #settlesOrIsQuiet(promise: Promise<unknown>, quiet: number, longest: number): Promise<boolean> {
    for (let left = longest; ; left -= quiet) {
      const before = this.#moves;
      if (await settlesWithin(promise, quiet)) return true;
      const isMoving = this.#moves !== before || (longest === Number.POSITIVE_INFINITY && this.#waits > 0);
      if (!isMoving || left <= quiet) return false;
    }
  }

  /** Asks and waits until the promise settles or its absence is proved. */
  async #isMissing(promise: Promise<unknown>): Promise<boolean> {
    const settled = promise.then(
      () => undefined,
      () => undefined,
    );
    for (const least of QUIET.after) {
      const roundTrip = await Promise.race([settled, this.#ask(this.#asked)]);
      if (roundTrip === undefined) return false;
      roundTrips.set(this.#asked.broker, roundTrip);
      const isTooSlow = roundTrip > TOO_SLOW_MS;
      const patience = isTooSlow ? least : Math.max(least, ROUND_TRIPS * roundTrip);
      if (await settlesWithin(promise, patience)) return false;
      if (isTooSlow) throw tooSlow(roundTrip);
    }
    return true;
  }
}

const tooSlow = (roundTrip: number) => {
  const seconds = (roundTrip / 1_000).toFixed(1);
  return new CannotRunError(
    'too-slow',
    {
      en: `an answer is missing, but the control question took ${seconds} s too: this machine, or the way to the broker, is too slow to tell`,
      ja: `返事が届きませんが、確認のための問い合わせにも ${seconds} 秒かかりました。この計算機か、ブローカーまでの経路が遅すぎて判断できません`,
    },
    {
      en: 'run it again when this machine is less busy',
      ja: 'ほかの処理を減らして、もう一度実行してください',
    },
  );
};
