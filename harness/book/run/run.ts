import type { Text } from '../../base/text.ts';
import type { JudgedClaim, UnsupportedClaim } from '../../lab/events.ts';
import type { Trace } from '../../wire/trace/trace.ts';

/** A run of a lab as far as it has come, recorded or live. */
export interface Run {
  /** The broker and its version. */
  readonly broker: string;
  readonly topicPrefix: string;
  readonly protocolVersion: number;
  readonly title: Text;
  readonly steps: readonly RunStep[];
  readonly claims: readonly (PlacedClaim<JudgedClaim> | PlacedClaim<UnsupportedClaim>)[];
  readonly remarks: readonly { readonly step: number; readonly text: Text }[];
  readonly trace: Trace;
}

export interface RunStep {
  readonly number: number;
  readonly title: Text;
  readonly question?: Text;
  /** In ms on the trace's clock. */
  readonly at: number;
}

type PlacedClaim<C> = C & { readonly step: number };
