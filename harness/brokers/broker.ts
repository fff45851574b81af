import type { Text } from '../base/text.ts';
import type { Identity } from './identity.ts';
import type { OwnBroker, Setup } from './setup.ts';

export const schemes = ['mqtt', 'mqtts', 'ws', 'wss'] as const;
/** How an endpoint is spoken to: MQTT over TCP, TLS, WebSocket, or WebSocket over TLS. */
export type Scheme = (typeof schemes)[number];

/** MQTT protocol levels as CONNECT carries them: 4 is MQTT 3.1.1, 5 is MQTT 5. */
export type ProtocolVersion = 4 | 5;
export const protocolVersions: readonly ProtocolVersion[] = [4, 5];

/** Credentials for a broker that wants them. Never printed, never part of a URL we show. */
export interface Credentials {
  readonly username: string;
  readonly password?: string;
}

/** What the broker itself said it can do: CONNACK of a connection made when it was started. */
export interface Capabilities {
  /** Protocol versions it accepted a CONNECT for. */
  readonly protocolVersions: readonly ProtocolVersion[];
  /** Highest QoS for PUBLISH it accepts [MQTT-3.2.2-9]; 2 unless it says otherwise. */
  readonly maximumQoS: 0 | 1 | 2;
  readonly retainAvailable: boolean;
  readonly wildcardSubscriptionAvailable: boolean;
  readonly sharedSubscriptionAvailable: boolean;
  readonly subscriptionIdentifiersAvailable: boolean;
}

/** A broker that answers MQTT on every endpoint it lists, until it is stopped. */
export interface Broker extends AsyncDisposable {
  /** `mosquitto`, `emqx`, `embedded`, or the URL without credentials. */
  readonly name: string;
  /** As the broker itself reports it, e.g. `2.0.22`; undefined where it does not say. */
  readonly version: string | undefined;
  /** Which broker it is, where name and version are only what it is shown as; see `identityOf`. */
  readonly identity?: Identity | undefined;
  /** How it came to run: container and image, program and path, this process, or somebody else's. */
  readonly origin: Text;
  /** Address by scheme, e.g. `{ mqtt: 'mqtt://127.0.0.1:49153' }`; without credentials. */
  readonly endpoints: Readonly<Partial<Record<Scheme, string>>>;
  readonly credentials: Credentials | undefined;
  readonly capabilities: Capabilities;
  /**
   * Starts another of its kind with a setup of its own; undefined where that is not ours to do. It ends with this one at
   * the latest.
   */
  readonly another?: ((setup: Setup) => Promise<OwnBroker>) | undefined;
  /** Stops what was started; nothing for somebody else's broker. Safe to call twice. */
  stop(): Promise<void>;
}
