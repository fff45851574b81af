import { same, type Text } from '../base/text.ts';
import type { Setting } from '../brokers/limits/setting.ts';
import { reasonCodes, returnCodes } from '../protocol/reason-codes.ts';
import type { ProtocolVersion } from '../protocol/version.ts';
import type { Bench } from './bench.ts';

/** A reason code (5) or return code (3.1.1) as an answer: `0x` and two hexadecimal digits. */
export type CodeWord = `0x${string}`;

/** A question that the specification leaves open. The answers of brokers are shown side by side; none is a failure. */
export interface SpecObservation<Word extends string = string> {
  /** Its theme and its name, e.g. `session.queues-qos-0`. */
  readonly id: string;
  /** The question, as the heading of a row. */
  readonly says: Text;
  /** Versions of MQTT under which it can be asked; default: both. */
  readonly protocolVersions?: readonly ProtocolVersion[];
  /** Whether it is about time itself, and so takes seconds on every broker. */
  readonly aboutTime?: true;
  /** Whether it subscribes to other clients' topics, even briefly. It is not made on a broker that this project did not start. */
  readonly beyondOwnTopics?: true;
  /** The settings that decide the answer, by broker name; taken from the kinds of brokers. */
  readonly settings?: Readonly<Record<string, Setting>>;
  /** The text for each word that the observation may answer with; codes and numbers need none. */
  readonly words?: Readonly<Record<Word, Text>>;
  /** The unit of a number, e.g. bytes. */
  readonly unit?: Text;
  /**
   * What this broker does: one of the words, a code, or a number.
   * @throws UnsupportedError where the broker cannot be asked
   */
  look(bench: Bench): Promise<Word | CodeWord | number>;
}

/** Declares an observation: it can answer with the words it has texts for, and with no others. */
export const observation = <const Word extends string>(one: SpecObservation<Word>): SpecObservation => one;

/** The word for a code. */
export const codeWord = (code: number): CodeWord => `0x${code.toString(16).padStart(2, '0')}`;

/** Whether the observation can be made under a protocol version. */
export const asksUnder = (
  { protocolVersions }: Pick<SpecObservation, 'protocolVersions'>,
  version: ProtocolVersion,
): boolean => protocolVersions?.includes(version) ?? true;

/** What was seen, as a person reads it. */
export function answerText(
  { words, unit }: Pick<SpecObservation, 'words' | 'unit'>,
  seen: string | number,
): Text {
  if (typeof seen === 'number') {
    const number = seen.toLocaleString('en-US');
    return unit === undefined ? same(number) : { en: `${number} ${unit.en}`, ja: `${number} ${unit.ja}` };
  }
  const text = words?.[seen];
  if (text !== undefined) return text;
  const name = /^0x/.test(seen) ? nameOf(Number(seen)) : undefined;
  return same(name === undefined ? seen : `${seen} ${name}`);
}

/** Codes 1 to 5 are return codes of 3.1.1, also if a broker sends them under MQTT 5. */
const nameOf = (code: number): string | undefined =>
  (code > 0 ? returnCodes[code] : undefined) ?? reasonCodes[code];
