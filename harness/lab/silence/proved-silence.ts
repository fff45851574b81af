import { DeadlineError, settlesWithin } from '../../base/deadline.ts';
import { CannotRunError } from '../../base/errors.ts';
import type { Patience } from '../../base/patience.ts';
import type { Text } from '../../base/text.ts';
import type { Broker } from '../../brokers/broker.ts';
import { type Asked, controlQuestion } from './control-question.ts';

/**
 * Milliseconds of quiet before the control question, and after each answer to it. Together they outlast what no question on
 * another connection measures: an acknowledgement that TCP delays by 40 to 200 ms, and the small packet that waits for it.
 */
const QUIET = { before: 100, after: [300, 100] } as const;
/** How many round trips of the control question an answer may take after it. */
const ROUND_TRIPS = 5;
/** How many round trips of the last control question an answer may take before the next one is asked. */
const USUAL_ROUND_TRIPS = 3;
/** Milliseconds for which packets of others may put off the question. */
const LONGEST_MOVING_MS = 5_000;
/** A control answer that takes longer than this, in milliseconds, says nothing about what is missing. */
const TOO_SLOW_MS = 5_000;

/** What the last control question to a broker took, in milliseconds. */
const roundTrips = new WeakMap<object, number>();

/**
 * Patience with a broker whose silence is proved, not timed. When an answer does not come, the broker is asked something
 * that it must answer. Only if that answer comes, and the missing one still does not within a few of these round trips,
 * twice in a row, does it count as missing. A slow machine or a long way makes this take longer, and accuses nobody.
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

  /** The same broker, asked only after so many milliseconds: for what may wait for a client's own timers too. */
  afterQuiet(quiet: number): Patience {
    return {
      until: (promise, awaited, deadline) => this.#until(promise, awaited, deadline, quiet),
      moved: () => this.moved(),
    };
  }

  /**
   * The same for something that takes as long as it takes, as a step of a lab: the question is asked when nothing has moved
   * for `quiet` milliseconds, and nothing else is awaited.
   */
  async whileMoving<T>(promise: Promise<T>, awaited: Text, quiet: number): Promise<T> {
    if (await this.#settlesOrIsQuiet(promise, quiet, Number.POSITIVE_INFINITY)) return promise;
    if (!(await this.#isMissing(promise))) return promise;
    throw new DeadlineError(awaited);
  }

  /** Something else waits for as long as this is not disposed of: that is no silence of the broker's. */
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

  /** Whether it is settled before nothing has moved for `quiet` milliseconds, or `longest` are over. */
  async #settlesOrIsQuiet(promise: Promise<unknown>, quiet: number, longest: number): Promise<boolean> {
    for (let left = longest; ; left -= quiet) {
      const before = this.#moves;
      if (await settlesWithin(promise, quiet)) return true;
      const isMoving = this.#moves !== before || (longest === Number.POSITIVE_INFINITY && this.#waits > 0);
      if (!isMoving || left <= quiet) return false;
    }
  }

  /** Asks, and waits, until it is settled or its absence is proved. */
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
    { en: 'run it again with less beside it', ja: 'ほかの処理を減らして、もう一度実行してください' },
  );
};
