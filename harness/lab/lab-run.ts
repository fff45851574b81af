import type { Text } from '../base/text.ts';
import type { Broker } from '../brokers/broker.ts';
import type { Excess } from '../brokers/clouds/gate/behind-gate.ts';
import type { ProtocolVersion } from '../protocol/version.ts';
import type { Trace } from '../wire/trace/trace.ts';
import type { JudgedClaim, LabEvent, Observation, Outcome, Remark, UnsupportedClaim } from './events.ts';
import type { LabDefinition } from './lab.ts';
import type { Ran } from './silence/too-busy.ts';
import type { CurrentStep } from './terminal/failure.ts';

/** How a lab is run. */
export interface RunOptions {
  readonly protocolVersion?: ProtocolVersion;
  /** The first level(s) of every topic of this project on the broker. */
  readonly topicPrefix?: string;
  readonly onEvent?: (event: LabEvent) => void;
  /** Called when the lab fails, before the run cleans up and reports `done`. */
  readonly onFailure?: () => void;
  /** The name of clients with an id that is not of this run: a program that makes up its own. */
  readonly stranger?: string;
  /** This run is shown on the stage, now or as the recording of the lab; default: false. */
  readonly isForStage?: boolean;
  /** Ends the run early; what the run left on the broker is still removed. */
  readonly signal?: AbortSignal;
}

/** A step of a run; `at` is on the trace's clock. */
export interface TakenStep extends CurrentStep {
  readonly at: number;
}

/** A lab that was run, with everything that was seen. */
export interface LabRun {
  readonly lab: Pick<LabDefinition, 'id' | 'title'>;
  readonly broker: Pick<Broker, 'name' | 'version' | 'origin'>;
  readonly protocolVersion: ProtocolVersion;
  /** The prefix of every topic of this run on the broker. */
  readonly topicPrefix: string;
  /** The order of lanes in its diagrams, if the lab gives one. */
  readonly lanes?: readonly string[];
  readonly outcome: Outcome;
  readonly steps: readonly TakenStep[];
  readonly claims: readonly JudgedClaim[];
  /** The claims that the lab did not judge because the broker lacks what they need. */
  readonly unsupported: readonly UnsupportedClaim[];
  readonly observations: readonly Observation[];
  /** The remarks between the packets, in order; `at` is on the trace's clock. */
  readonly remarks: readonly Remark[];
  readonly trace: Trace;
  /** The clients whose programs took part, besides the lab's own, e.g. `paho-mqtt 2.1.0`. */
  readonly programs: readonly string[];
  /** How regularly this process and the broker ran. */
  readonly ran: Ran;
  /** The documented limit that a packet of the run was beyond. It was sent only if the broker's limits are ignored. */
  readonly excess?: Excess;
  /** Why the lab could not run, and at which step. */
  readonly reason?: Text;
  /** The error behind `reason`. */
  readonly error?: unknown;
}
