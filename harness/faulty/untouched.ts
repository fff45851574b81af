import { knownDeviations } from '../brokers/deviations/known-deviations.ts';
import type { ProtocolVersion } from '../protocol/version.ts';
import { lets } from './faults.ts';
import { limiting } from './limiting.ts';
import type { Mangle } from './mangling-stream.ts';
import { workarounds } from './mosquitto-workarounds.ts';
import { sharing } from './sharing.ts';

/**
 * The untouched broker that a claim has to hold on before a fault can break it: the embedded one as it is, and where
 * that has no such thing (it refuses shared subscriptions, and names no maximum packet size) with a proxy in front of
 * it that has.
 */
export const untouchedFor = (claim: string): Mangle => {
  if (claim.startsWith('shared.')) return sharing();
  return claim === 'maximum-packet.of-broker' ? limiting : lets;
};

/**
 * The same where the embedded broker breaks the claim by itself: Mosquitto as it is, and where one of its versions breaks
 * the claim too, with a proxy in front of it that works around it. The proxy changes nothing for a version that keeps the claim.
 */
export const mosquittoFor = (claim: string, protocolVersion: ProtocolVersion): Mangle => {
  const breaksToo = knownDeviations.some(
    (known) =>
      known.broker === 'mosquitto' &&
      known.claim === claim &&
      known.protocolVersions.includes(protocolVersion),
  );
  return (breaksToo && workarounds[claim]?.()) || lets;
};
