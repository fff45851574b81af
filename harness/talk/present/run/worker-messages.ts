import type { Broker } from '../../../brokers/broker.ts';
import type { ProtocolVersion } from '../../../protocol/version.ts';
import type { LabCard } from '../state.ts';
import type { RunEvent } from './run-event.ts';

/** What a lab needs to know of a broker in another process. */
export type BrokerFacts = Omit<Broker, 'stop' | typeof Symbol.asyncDispose>;

export interface Order {
  readonly lab: string;
  readonly broker: BrokerFacts;
  readonly protocolVersion: ProtocolVersion;
}

/** Messages to the process that runs a lab. */
export type ToWorker = { readonly order: Order } | { readonly cancel: true };

/** Messages from it: it has loaded all labs; an event of the lab; the lab has failed and now cleans up. */
export type FromWorker =
  | { readonly ready: readonly LabCard[] }
  | { readonly event: RunEvent }
  | { readonly failed: true };
