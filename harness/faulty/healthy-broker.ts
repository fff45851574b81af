import { knownDeviations } from '../brokers/deviations/all.ts';
import type { ProtocolVersion } from '../protocol/version.ts';
import type { Mangle } from '../wire/mangling/mangle.ts';
import { unchanged } from './faults.ts';
import { limiting } from './limiting.ts';
import { workarounds } from './mosquitto-workarounds.ts';
import { sharing } from './sharing.ts';

/**
 * The healthy broker on which a claim must hold before a fault can break it: the embedded one, unchanged. It refuses shared
 * subscriptions and names no maximum packet size; for these claims, a proxy adds that.
 */
export const healthyFor = (claim: string): Mangle => {
  if (claim.startsWith('shared.')) return sharing();
  return claim === 'maximum-packet.of-broker' ? limiting : unchanged;
};

/**
 * The healthy broker for a claim that the embedded one breaks by itself: Mosquitto, unchanged. If a version of Mosquitto breaks
 * the claim too, a proxy works around that, and changes nothing for the other versions.
 */
export const healthyMosquittoFor = (claim: string, protocolVersion: ProtocolVersion): Mangle => {
  const breaksToo = knownDeviations.some(
    (known) =>
      known.broker === 'mosquitto' &&
      known.claim === claim &&
      known.protocolVersions.includes(protocolVersion),
  );
  return (breaksToo && workarounds[claim]?.()) || unchanged;
};
