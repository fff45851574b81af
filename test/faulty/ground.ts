import { lets } from './faults.ts';
import { limiting } from './limiting.ts';
import type { Mangle } from './mangling-stream.ts';
import { sharing } from './sharing.ts';

/**
 * The untouched broker that a claim has to hold on before a fault can break it: the embedded one as it is, and where
 * that has no such thing (it refuses shared subscriptions, and names no maximum packet size) with a proxy in front of
 * it that has.
 */
export const groundFor = (claim: string): Mangle => {
  if (claim.startsWith('shared.')) return sharing();
  return claim === 'maximum-packet.of-broker' ? limiting : lets;
};
