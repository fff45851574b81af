import type { Text } from '../base/text.ts';
import type { Scheme } from '../protocol/endpoint.ts';
import type { ProtocolVersion } from '../protocol/version.ts';
import type { Identity } from './identity/identity.ts';
import type { Setup } from './setup/setup.ts';

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
  /** How it came to run: container and image, program and path, this process, or a broker that was already running. */
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
  /** Parts of a setup that `another` does not know how to make. */
  readonly cannot?: readonly (keyof Setup)[];
  /** Stops the broker, if this project started it. Safe to call twice. */
  stop(): Promise<void>;
}

/** A broker with a setup of its own. */
export interface OwnBroker extends Broker {
  /**
   * Ends it and starts it again as it was set up, on the same endpoints; it answers when this returns.
   * @returns what a reader of the results has to know about it, if anything: that it took two starts
   */
  restart(): Promise<Text | undefined>;
}
