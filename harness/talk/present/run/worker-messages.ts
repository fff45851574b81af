import type { Broker } from '../../../brokers/broker.ts';
import type { ProtocolVersion } from '../../../protocol/version.ts';
import type { LabCard } from '../state.ts';
import type { RunEvent } from './run-event.ts';

/** What a lab has to know of a broker that runs elsewhere. */
export type BrokerFacts = Omit<Broker, 'stop' | typeof Symbol.asyncDispose>;

export interface Order {
  readonly lab: string;
  readonly broker: BrokerFacts;
  readonly protocolVersion: ProtocolVersion;
}

/** To the process that runs a lab. */
export type ToWorker = { readonly order: Order } | { readonly cancel: true };

/** From it: it has loaded everything; what its lab tells; that the lab has failed, and now cleans up. */
export type FromWorker =
  | { readonly ready: readonly LabCard[] }
  | { readonly event: RunEvent }
  | { readonly failed: true };
