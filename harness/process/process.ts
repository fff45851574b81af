import type { Output } from './output.ts';

/** A broker that runs beside us, as a container or as a program. */
export interface BrokerProcess {
  readonly output: Output;
  /** Settles when it has ended and nothing of it is left. Never rejects. */
  readonly ended: Promise<void>;
  /** Ends what runs and starts the same again, with what it kept on its disk. Does not wait for it. */
  restart(): void;
  /** Ends it, and returns when nothing of it is left. */
  stop(): Promise<void>;
}
