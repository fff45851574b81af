import { isDeepStrictEqual } from 'node:util';
import { same, type Text } from '../base/text.ts';
import type { Need } from '../brokers/limits/need.ts';
import type { ProtocolVersion } from '../protocol/version.ts';

/** One sentence about broker behaviour, and the normative statements it is based on. */
export interface ClaimDefinition {
  readonly says: Text;
  /** Statement ids by protocol version, e.g. `{ 4: ['MQTT-3.3.1-8'], 5: ['MQTT-3.3.1-9'] }`. The claim says nothing about other versions. */
  readonly statements: Readonly<Partial<Record<ProtocolVersion, readonly string[]>>>;
  /**
   * The parts of MQTT that the claim needs, besides those that its packets show. If the claim is broken on a broker that
   * says it lacks one of these parts, the claim is unsupported there.
   */
  readonly needs?: readonly Need[];
  /** Whether it needs a broker that it may set up or restart. It is left out on a broker that this project did not start. */
  readonly ownBroker?: true;
}

/** A claim with its id, as tables list it. */
export interface Claim extends ClaimDefinition {
  /** E.g. `retain.late-subscriber`. */
  readonly id: string;
}

export type Claims = Readonly<Record<string, ClaimDefinition>>;

/** A condition, for claims that several values fulfil: a window of time, a choice. */
export interface Condition {
  readonly condition: string;
  /** The condition as people read it; default: `condition`. */
  readonly says?: Text;
  holds(seen: unknown): boolean;
}

const inJapanese: Readonly<Record<string, string>> = { times: '(回)', ms: '(ミリ秒)' };

/** A number from `min` to `max`, both included. */
export const between = (min: number, max: number, unit = ''): Condition => ({
  condition: `from ${min} to ${max}${unit && ` ${unit}`}`,
  says: {
    en: `from ${min} to ${max}${unit && ` ${unit}`}`,
    ja: `${min} から ${max} まで${inJapanese[unit] ?? (unit && `(${unit})`)}`,
  },
  holds: (seen) => typeof seen === 'number' && seen >= min && seen <= max,
});

const asJson = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).join(', ');

/** One of these values. */
export const oneOf = (...values: readonly unknown[]): Condition => ({
  condition: `one of ${asJson(values)}`,
  says: { en: `one of ${asJson(values)}`, ja: `${asJson(values)} のどれか` },
  holds: (seen) => values.some((value) => isDeepStrictEqual(value, seen)),
});

/** The condition as people read it; undefined for any other expected value. */
export const conditionIn = (expected: unknown): Text | undefined =>
  isCondition(expected) ? (expected.says ?? same(expected.condition)) : undefined;

const isCondition = (value: unknown): value is Condition =>
  typeof value === 'object' && value !== null && 'condition' in value && 'holds' in value;

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/**
 * Whether the seen value meets the expected one. Objects are compared by the expected fields only, so that a claim names
 * only what it is about; arrays by length and order; everything else strictly.
 */
export function matches(expected: unknown, seen: unknown): boolean {
  if (isCondition(expected)) return expected.holds(seen);
  if (Array.isArray(expected)) {
    return (
      Array.isArray(seen) &&
      seen.length === expected.length &&
      expected.every((item, index) => matches(item, seen[index]))
    );
  }
  if (isPlain(expected)) {
    return (
      typeof seen === 'object' &&
      seen !== null &&
      Object.entries(expected).every(([key, value]) => matches(value, (seen as Record<string, unknown>)[key]))
    );
  }
  return isDeepStrictEqual(expected, seen);
}

/** The expected value as data, with conditions replaced by their descriptions. */
export function expectation(expected: unknown): unknown {
  if (isCondition(expected)) return expected.condition;
  if (Array.isArray(expected)) return expected.map(expectation);
  if (isPlain(expected)) {
    return Object.fromEntries(Object.entries(expected).map(([key, value]) => [key, expectation(value)]));
  }
  return expected;
}

/** The seen value, reduced to the fields that the expected value has. */
export function relevant(expected: unknown, seen: unknown): unknown {
  if (Array.isArray(expected) && Array.isArray(seen)) {
    return seen.map((item, index) => relevant(expected[index] ?? expected[0], item));
  }
  if (isPlain(expected) && !isCondition(expected) && typeof seen === 'object' && seen !== null) {
    return Object.fromEntries(
      Object.keys(expected).map((key) => [
        key,
        relevant(expected[key], (seen as Record<string, unknown>)[key]),
      ]),
    );
  }
  return seen;
}
