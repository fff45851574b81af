import type { IConnackPacket } from 'mqtt-packet';
import { ownTimeSignal } from '../../base/own-time.ts';
import { type Endpoint, parseEndpoint } from '../../protocol/endpoint.ts';
import type { ProtocolVersion } from '../../protocol/version.ts';
import type { Broker, Capabilities } from '../broker.ts';
import { type Answer, askConnect } from './ask-connect.ts';
import type { Who } from './connack.ts';
import { rejection } from './rejection.ts';

export interface ProbeOptions extends Who {
  readonly signal?: AbortSignal | undefined;
  /** How long an endpoint may take to open, and then to answer, in ms. */
  readonly patience?: number;
  /** The address in error messages; default: the endpoint's. */
  readonly shownAs?: Endpoint;
}

/**
 * Sends CONNECT to an endpoint and reads its capabilities from CONNACK. Tries MQTT 5 and MQTT 3.1.1. Takes at most twice
 * `patience` plus two seconds, and closes every connection.
 * @throws CannotRunError that says what answers there instead; the signal's reason
 */
export async function probe(endpoint: string, options: ProbeOptions = {}): Promise<Capabilities> {
  const { credentials, signal, patience = 4000 } = options;
  const address = parseEndpoint(endpoint);
  const { shownAs = address } = options;
  const deadline = ownTimeSignal(2 * patience);
  const limits = { patience, signal: signal === undefined ? deadline : AbortSignal.any([deadline, signal]) };
  const ask = async (version: ProtocolVersion): Promise<Answer> => {
    const answer = await askConnect(address, version, options, limits);
    signal?.throwIfAborted();
    return answer;
  };
  const five = await ask(5);
  if (isAccepted(five)) {
    const four = await ask(4);
    return capabilitiesOf(five.connack, isAccepted(four) ? [4, 5] : [5]);
  }
  if (!maySpeakOnly311(five)) throw await rejection(shownAs, five, credentials);
  const four = await ask(4);
  if (isAccepted(four)) return capabilitiesOf({}, [4]);
  throw await rejection(shownAs, four, credentials);
}

/** Probes every endpoint of a broker. Its capabilities do not depend on the endpoint. */
export async function probeAll(endpoints: Broker['endpoints'], options: ProbeOptions): Promise<Capabilities> {
  const [first, ...others] = Object.values(endpoints);
  if (first === undefined) throw new RangeError('a broker without endpoints');
  const [capabilities] = await Promise.all([
    probe(first, options),
    ...others.map((other) => probe(other, options)),
  ]);
  return capabilities;
}

type Accepted = Extract<Answer, { kind: 'connack' }>;
const isAccepted = (answer: Answer): answer is Accepted => answer.kind === 'connack' && answer.code === 0;

/**
 * A server of 3.1.1 answers a CONNECT of version 5 with 0x01 and closes [MQTT-3.1.2-2]; a server of version 5 that does not
 * accept it answers 0x84. Old servers only close.
 */
const maySpeakOnly311 = (answer: Answer): boolean =>
  answer.kind === 'closed' || (answer.kind === 'connack' && (answer.code === 0x01 || answer.code === 0x84));

/** A capability that CONNACK does not mention is available in MQTT 5, and does not exist in 3.1.1. */
export function capabilitiesOf(
  { properties }: Pick<IConnackPacket, 'properties'>,
  protocolVersions: readonly ProtocolVersion[],
): Capabilities {
  const five = protocolVersions.includes(5);
  const maximumQoS = properties?.maximumQoS;
  return {
    protocolVersions,
    maximumQoS: maximumQoS === 0 || maximumQoS === 1 ? maximumQoS : 2,
    retainAvailable: properties?.retainAvailable ?? true,
    wildcardSubscriptionAvailable: properties?.wildcardSubscriptionAvailable ?? true,
    sharedSubscriptionAvailable: properties?.sharedSubscriptionAvailable ?? five,
    subscriptionIdentifiersAvailable: properties?.subscriptionIdentifiersAvailable ?? five,
  };
}
