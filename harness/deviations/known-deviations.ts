import type { ProtocolVersion } from '../brokers/broker.ts';
import type { Text } from '../text.ts';
import { embeddedDeviations } from './embedded.ts';
import { embeddedMqtt5Deviations } from './embedded-mqtt5.ts';
import { mosquittoDeviations } from './mosquitto.ts';
import { mosquittoMqtt5Deviations } from './mosquitto-mqtt5.ts';
import { natsDeviations } from './nats.ts';
import { rabbitmqDeviations } from './rabbitmq.ts';

/**
 * A broker that breaks a claim, looked into by hand: against the words of the specification, and on the wire. It is
 * shown wherever the claim is, and does not fail a run; the same break on another version does.
 */
export interface KnownDeviation {
  readonly claim: string;
  readonly broker: string;
  /** Versions it was seen on, as the broker reports them. */
  readonly versions: readonly string[];
  readonly protocolVersions: readonly ProtocolVersion[];
  /** The normative statement that is not kept. */
  readonly statement: string;
  /** What the claim sees on it; anything else is not this deviation. */
  readonly seen: unknown;
  /** What the broker does instead. */
  readonly does: Text;
  /** The packets that show it, as the tap prints them. */
  readonly wire: readonly string[];
  /** Where it is discussed or documented. */
  readonly link: string;
}

export const knownDeviations: readonly KnownDeviation[] = [
  ...embeddedDeviations,
  ...embeddedMqtt5Deviations,
  ...mosquittoDeviations,
  ...mosquittoMqtt5Deviations,
  ...natsDeviations,
  ...rabbitmqDeviations,
];

/** The known deviation of this broker from this claim, if there is one. */
export const knownDeviation = (
  claim: string,
  broker: { readonly name: string; readonly version?: string | undefined },
  protocolVersion: ProtocolVersion,
): KnownDeviation | undefined =>
  knownDeviations.find(
    (known) =>
      known.claim === claim &&
      known.broker === broker.name &&
      broker.version !== undefined &&
      known.versions.includes(broker.version) &&
      known.protocolVersions.includes(protocolVersion),
  );
