import type { Text } from '../base/text.ts';
import type { Recognised } from '../brokers/deviations/recognise.ts';
import type { TraceEntry } from '../protocol/packet.ts';
import type { ProtocolVersion } from '../protocol/version.ts';

export type ClaimResult = 'holds' | 'broken';

/** A claim as it was judged on one broker. */
export interface JudgedClaim {
  readonly id: string;
  readonly says: Text;
  readonly statements: readonly string[];
  readonly result: ClaimResult;
  readonly expected: unknown;
  readonly seen: unknown;
  /** The known deviation of this broker that this result has to do with: it is it, or it has disappeared, or is back. */
  readonly deviation?: Recognised;
}

/** Whether a judged claim makes a run fail: broken, and not in the way it is known to be. */
export const isUnexpected = ({ result, deviation }: Pick<JudgedClaim, 'result' | 'deviation'>): boolean =>
  result === 'broken' && deviation?.is !== 'known';

/** A claim that was not judged: this broker does not do what it needs, by its own word or its makers'. */
export interface UnsupportedClaim extends Pick<JudgedClaim, 'id' | 'says' | 'statements'> {
  readonly why: Text;
}

/** Something the specification leaves open, as this broker does it. */
export interface Observation {
  readonly id: string;
  readonly says: Text;
  readonly seen: unknown;
}

export type Outcome = 'holds' | 'broken' | 'could-not-run';

/**
 * What a lab tells while it runs; plain data, so that a terminal, a slide and a recording can each show it their way.
 * `at` is in milliseconds since the lab began.
 */
export type LabEvent =
  | {
      readonly type: 'start';
      readonly lab: string;
      readonly title: Text;
      readonly broker: { readonly name: string; readonly version?: string; readonly origin: Text };
      readonly protocolVersion: ProtocolVersion;
      /** In front of every topic of this run on the broker; left out where a person reads topics. */
      readonly topicPrefix: string;
    }
  | { readonly type: 'step'; readonly at: number; readonly number: number; readonly title: Text }
  | {
      readonly type: 'note';
      readonly at: number;
      readonly text: Text;
      /** It is about how the run went, and is told wherever its results are. */
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
      /** Why it could not run, and at which step. */
      readonly reason?: Text;
    };

/** What is said between the packets of a run, and in which step; 0 is before the first. */
export type Remark = Extract<
  LabEvent,
  { readonly type: 'note' | 'claim' | 'unsupported' | 'observation' }
> & { readonly step: number };
