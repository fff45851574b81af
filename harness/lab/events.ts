import type { Text } from '../base/text.ts';
import type { Recognised } from '../brokers/deviations/recognise.ts';
import type { TraceEntry } from '../protocol/packet.ts';
import type { ProtocolVersion } from '../protocol/version.ts';

type ClaimResult = 'holds' | 'broken';

/** A claim as it was judged on one broker. */
export interface JudgedClaim {
  readonly id: string;
  readonly says: Text;
  readonly statements: readonly string[];
  readonly result: ClaimResult;
  readonly expected: unknown;
  readonly seen: unknown;
  /** The condition that was expected, as people read it: `from 1000 to 9000 ms`. */
  readonly condition?: Text;
  /** What did not come, as people read it, if the claim is broken because of that. */
  readonly missing?: Text;
  /** The known deviation of this broker that explains the result: it was seen, disappeared, or returned. */
  readonly deviation?: Recognised;
}

/** Whether a judged claim makes a run fail: it is broken, and not in a known way. */
export const isUnexpected = ({ result, deviation }: Pick<JudgedClaim, 'result' | 'deviation'>): boolean =>
  result === 'broken' && deviation?.is !== 'known';

/** A claim that was not judged, because the broker or its makers say that the broker lacks what the claim needs. */
export interface UnsupportedClaim extends Pick<JudgedClaim, 'id' | 'says' | 'statements'> {
  readonly why: Text;
}

/** What this broker does where the specification leaves it open. */
export interface Observation {
  readonly id: string;
  readonly says: Text;
  readonly seen: unknown;
}

export type Outcome = 'holds' | 'broken' | 'could-not-run';

/**
 * What a lab reports while it runs. Events are plain data, so that a terminal, a slide and a recording can each show them in
 * their own way. `at` is in milliseconds since the lab began.
 */
export type LabEvent =
  | {
      readonly type: 'start';
      readonly lab: string;
      readonly title: Text;
      readonly broker: { readonly name: string; readonly version?: string; readonly origin: Text };
      readonly protocolVersion: ProtocolVersion;
      /** The prefix of every topic of this run on the broker; not shown to people. */
      readonly topicPrefix: string;
    }
  | {
      readonly type: 'step';
      readonly at: number;
      readonly number: number;
      readonly title: Text;
      /** The question that the audience is asked before the step. */
      readonly question?: Text;
    }
  | {
      readonly type: 'note';
      readonly at: number;
      readonly text: Text;
      /** The note is about the run itself, and is shown with the results. */
      readonly withResults?: true;
    }
  | { readonly type: 'packet'; readonly at: number; readonly entry: TraceEntry }
  | ({ readonly type: 'claim'; readonly at: number } & JudgedClaim)
  | ({ readonly type: 'unsupported'; readonly at: number } & UnsupportedClaim)
  | ({ readonly type: 'observation'; readonly at: number } & Observation)
  | {
      readonly type: 'done';
      readonly at: number;
      readonly outcome: Outcome;
      /** Why the lab could not run, and at which step. */
      readonly reason?: Text;
    };

/** A sentence said between the packets of a run, with its step; step 0 is before the first. */
export type Remark = Extract<
  LabEvent,
  { readonly type: 'note' | 'claim' | 'unsupported' | 'observation' }
> & { readonly step: number };
