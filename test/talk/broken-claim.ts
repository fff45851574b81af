import type { Broker, ProtocolVersion } from '../../harness/brokers/broker.ts';
import type { JudgedClaim } from '../../harness/lab/events.ts';
import { protocolName } from '../../harness/specification/statements.ts';

/** A claim that does not hold: which, on what, expected and seen. Vitest shows the difference. */
export class BrokenClaimError extends Error {
  override readonly name = 'BrokenClaimError';
  readonly expected: unknown;
  readonly actual: unknown;
  readonly showDiff = true;

  constructor(claim: JudgedClaim, broker: Broker | undefined, protocolVersion: ProtocolVersion) {
    const where = [broker?.name, broker?.version, protocolName(protocolVersion)].filter(Boolean).join(' ');
    super(
      [
        `${claim.id} is broken on ${where}`,
        `${claim.says.en} [${claim.statements.join(', ')}]`,
        `expected: ${JSON.stringify(claim.expected)}`,
        `seen:     ${JSON.stringify(claim.seen)}`,
      ].join('\n'),
    );
    this.expected = claim.expected;
    this.actual = claim.seen;
  }
}
