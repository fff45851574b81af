import type { Output } from './output.ts';

/** A broker in another process: a container or a program. */
export interface BrokerProcess {
  readonly output: Output;
  /** Fulfilled when the broker has ended and its container or files are removed. Never rejects. */
  readonly ended: Promise<void>;
  /** Stops the broker and starts it again with the data on its disk. Does not wait for it. */
  restart(): void;
  /** Stops the broker, and returns when its container or files are removed. */
  stop(): Promise<void>;
}
