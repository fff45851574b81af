import type { ProtocolVersion } from '../brokers/broker.ts';
import type { Text } from '../text.ts';

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
  {
    claim: 'redelivery.dup',
    broker: 'embedded',
    versions: ['2.0.0-beta.1'],
    protocolVersions: [4, 5],
    statement: 'MQTT-3.3.1-1',
    seen: { dup: false },
    does: {
      en: 'aedes sends a message again without the DUP flag',
      ja: 'aedes は送り直すメッセージに DUP フラグを立てない',
    },
    wire: [
      'broker → slow    PUBLISH  qos 1  id 41582  office/window  "open"',
      'slow   → broker  PUBACK   id 41582  ✗ lost',
      'slow   ✗ broker  connection cut',
      'slow   → broker  CONNECT  clean start 0',
      'broker → slow    CONNACK  session present',
      'broker → slow    PUBLISH  qos 1  id 41582  office/window  "open"',
    ],
    link: 'https://github.com/moscajs/aedes/issues/601',
  },
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
