import type { Text } from '../text.ts';
import type { Bench } from './bench.ts';

/** Where a broker's documentation says which setting decides, e.g. `queue_qos0_messages`. */
export interface Setting {
  readonly setting: string;
  /** The page that documents it. */
  readonly link: string;
}

/** A question that the specification leaves open: brokers answer it side by side, and no answer is a failure. */
export interface SpecObservation {
  /** E.g. `session.queues-qos-0`. */
  readonly id: string;
  /** What is asked, as the heading of a row. */
  readonly says: Text;
  /** About time itself: it takes seconds, whatever the broker. */
  readonly aboutTime?: true;
  /** What decides it, by broker name. */
  readonly settings?: Readonly<Record<string, Setting>>;
  /** What this broker does: a word, a number, a truth value or a small object of these; plain data. */
  look(bench: Bench): Promise<unknown>;
}
