import { findPahoPython } from '../../harness/clients/paho/python.ts';

const paho = await findPahoPython();

/**
 * Why a lab, or a claim of it, cannot be tried on this machine: it runs Python with paho-mqtt. `REQUIRE_CLIENTS=paho` makes
 * that a failure of its own (test/unit/clients/here.test.ts).
 */
export const withoutPaho = (labOrClaim: string): string | undefined =>
  'missing' in paho && /^(12-paho$|paho\.)/.test(labOrClaim)
    ? `not-run: ${paho.missing.en}: ${paho.advice.en}`
    : undefined;
