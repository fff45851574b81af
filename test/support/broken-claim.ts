import type { Broker } from '../../harness/brokers/broker.ts';
import { deviationWords } from '../../harness/brokers/deviations/words.ts';
import type { ClaimRun } from '../../harness/claims/claim-run.ts';
import type { JudgedClaim } from '../../harness/lab/events.ts';
import { protocolName } from '../../harness/protocol/statements.ts';
import { printTrace } from '../../harness/wire/print/print.ts';
import { fromRecording } from '../../harness/wire/trace/reading.ts';
import type { RecordedTrace } from '../../harness/wire/trace/schema.ts';

/** How many packets are shown with a broken claim: the last ones. */
const SHOWN = 60;

/** A broken claim: its id, the broker, the expected and the seen value, and the packets. Vitest shows the difference. */
export class BrokenClaimError extends Error {
  override readonly name = 'BrokenClaimError';
  readonly expected: unknown;
  readonly actual: unknown;
  readonly showDiff = true;

  constructor(
    claim: JudgedClaim,
    broker: Pick<Broker, 'name' | 'version'>,
    {
      protocolVersion,
      evidence,
      topicPrefix,
    }: Pick<ClaimRun, 'protocolVersion' | 'evidence' | 'topicPrefix'>,
  ) {
    const where = [broker.name, broker.version, protocolName(protocolVersion)].filter(Boolean).join(' ');
    super(
      [
        `${claim.id} is broken on ${where}`,
        `${claim.says.en} [${claim.statements.join(', ')}]`,
        `expected: ${JSON.stringify(claim.expected)}`,
        `seen:     ${JSON.stringify(claim.seen)}`,
        ...(claim.deviation ? [`${deviationWords(claim.deviation).en}: ${claim.deviation.link}`] : []),
        ...(evidence ? lastPackets(evidence, topicPrefix) : []),
      ].join('\n'),
    );
    this.expected = claim.expected;
    this.actual = claim.seen;
  }
}

function lastPackets(evidence: RecordedTrace, stripPrefix = ''): string[] {
  const printed = printTrace(fromRecording(evidence), { language: 'en', times: true, stripPrefix });
  const lines = printed.trimEnd().split('\n');
  const left = lines.length - SHOWN;
  return [left > 0 ? `packets (${left} before them):` : 'packets:', ...lines.slice(-SHOWN)];
}
