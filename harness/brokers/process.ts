import type { Output } from './output.ts';

/** A broker that runs beside us, as a container or as a program. */
export interface BrokerProcess {
  readonly output: Output;
  /** Settles when it has ended and nothing of it is left. Never rejects. */
  readonly ended: Promise<void>;
  /** Ends it, and returns when nothing of it is left. */
  stop(): Promise<void>;
}
