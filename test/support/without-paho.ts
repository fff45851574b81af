import { findPahoPython } from '../../harness/clients/paho/python.ts';

const paho = await findPahoPython();

/**
 * Why a lab, or one of its claims, cannot run on this machine: it needs Python with paho-mqtt. With `REQUIRE_CLIENTS=paho`, another
 * test fails (test/unit/clients/here.test.ts).
 */
export const withoutPaho = (labOrClaim: string): string | undefined =>
  'missing' in paho && /^(12-paho$|paho\.)/.test(labOrClaim)
    ? `not-run: ${paho.missing.en}: ${paho.advice.en}`
    : undefined;
