import type { Text } from '../base/text.ts';
import type { Scheme } from '../protocol/endpoint.ts';
import type { ProtocolVersion } from '../protocol/version.ts';
import type { ClientIds } from './access/client-ids.ts';
import type { Front } from './clouds/stand-in/front.ts';
import type { Identity } from './identity/identity.ts';
import type { Setup } from './setup/setup.ts';

/** Credentials for a broker that asks for them. They are never printed and never part of a URL that is shown. */
export interface Credentials {
  readonly username: string;
  readonly password?: string;
}

/** What the broker said it can do, in the CONNACK of a connection made when it was opened. */
export interface Capabilities {
  /** Protocol versions for which the broker accepted CONNECT. */
  readonly protocolVersions: readonly ProtocolVersion[];
  /** The highest QoS of a PUBLISH that the broker accepts [MQTT-3.2.2-9]; 2 if the broker names none. */
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
  /** As the broker reports it, e.g. `2.0.22`; undefined if it reports none. */
  readonly version: string | undefined;
  /** Which broker it is, if `name` and `version` are only for display; see `identityOf`. */
  readonly identity?: Identity | undefined;
  /** Where the broker runs: a container of an image, a program at a path, this process, or elsewhere (by URL). */
  readonly origin: Text;
  /** Address by scheme, e.g. `{ mqtt: 'mqtt://127.0.0.1:49153' }`; without credentials. */
  readonly endpoints: Readonly<Partial<Record<Scheme, string>>>;
  /** The same without the gates that `endpoints` lead to, if its subscriptions become effective late; see `late/gated-if-late.ts`. */
  readonly ungated?: Broker['endpoints'];
  readonly credentials: Credentials | undefined;
  /** How client ids must look there; undefined if they need not look like anything. */
  readonly clientIds?: ClientIds | undefined;
  readonly capabilities: Capabilities;
  /** Its documented limits are ignored, and every packet is sent: for a stand-in, or a trial account. */
  readonly ignoresLimits?: true;
  /** How clients from outside reach it; for a stand-in of a cloud only. */
  readonly front?: Front | undefined;
  /**
   * Starts a second broker of the same kind with this setup. Undefined for a broker that this project did not start. Stopped
   * together with this one, if not before.
   */
  readonly another?: ((setup: Setup) => Promise<OwnBroker>) | undefined;
  /** Parts of a setup that `another` cannot make. */
  readonly cannot?: readonly (keyof Setup)[];
  /** Stops the broker, if this project started it. Safe to call twice. */
  stop(): Promise<void>;
}

/** A broker with a setup of its own. */
export interface OwnBroker extends Broker {
  /**
   * Stops the broker and starts it again with the same setup, on the same endpoints. It answers when this returns.
   * @returns a note for the results, if the broker needed two starts
   */
  restart(): Promise<Text | undefined>;
}
