import type { Text } from '../base/text.ts';
import { unseen } from '../base/visible.ts';
import type { Recognised } from '../brokers/deviations/recognise.ts';
import type { ProtocolVersion } from '../protocol/version.ts';
import type { RecordedTrace } from '../wire/trace/schema.ts';
import { cellVerdictOf, exitCodeOf } from './cell-verdict.ts';
import { changesOf } from './changes.ts';
import type { Cell, MatrixBroker } from './matrix.ts';
import type { Report } from './report.ts';
import type { MatrixFile, ResultInFile } from './schema.ts';

/** The matrix as JSON, with one line for each broker, claim, result and trace. `docs/matrix.md` describes each field. */
export function matrixJson(report: Report): string {
  const traces = new Traces();
  const results = report.cells.map((cell) => resultOf(cell, traces));
  const { subject, claims, brokers, observations, startedAt, milliseconds, seed } = report;
  const file: MatrixFile = {
    format: 'mqtt-hands-on-matrix',
    version: 1,
    subject,
    startedAt: startedAt.toISOString(),
    milliseconds: Math.round(milliseconds),
    seed,
    exitCode: exitCodeOf(report),
    brokers: brokers.map(brokerOf),
    claims: claims.map(({ id, says, statements }) => ({
      id,
      title: says,
      statements: { '3.1.1': statements[4] ?? [], '5': statements[5] ?? [] },
    })),
    results,
    observations: observations.map(({ id, says, settings, cells }) => ({
      id,
      title: says,
      settings,
      values: cells.map(({ broker, protocolVersion, seen, text, reason }) => ({
        broker,
        protocol: protocol(protocolVersion),
        seen,
        text,
        reason,
      })),
    })),
    changes: changesOf(report).map(({ protocolVersion, says: _, ...change }) => ({
      ...change,
      protocol: protocol(protocolVersion),
    })),
    traces: traces.all,
  };
  return laidOut(file);
}

const protocol = (version: ProtocolVersion): '3.1.1' | '5' => (version === 4 ? '3.1.1' : '5');

const brokerOf = ({ protocolVersions, ...broker }: MatrixBroker) => ({
  ...broker,
  protocols: protocolVersions?.map(protocol),
});

function resultOf(cell: Cell, traces: Traces): ResultInFile {
  const { broker, claim, result, leftOut, reason, notes, deviation, evidence } = cell;
  const which = { broker, protocol: protocol(cell.protocolVersion), claim };
  const rest = {
    deviation: deviation && deviation.is !== 'returned' ? deviationOf(deviation) : undefined,
    note: deviation?.note,
    milliseconds: cell.milliseconds === undefined ? undefined : Math.round(cell.milliseconds * 10) / 10,
    topicPrefix: cell.topicPrefix,
    situation: cell.situation,
    output: cell.output,
    trace: evidence && traces.numberOf(evidence),
  };
  const judged = { reason, notes, expected: cell.expected ?? null, seen: cell.seen ?? null, ...rest };
  if (result === 'holds') return { ...which, result, ...judged };
  const news = cellVerdictOf(cell) === 'broken' ? true : undefined;
  if (result === 'broken') return { ...which, result, news, ...judged };
  const notJudged = { reason: reason ?? notKnown, notes, ...rest };
  return result === 'unsupported'
    ? { ...which, result, ...notJudged }
    : { ...which, result, leftOut, ...notJudged };
}

const notKnown: Text = { en: 'not known', ja: '理由不明' };

const deviationOf = ({ statement, does, wire, link, since, mended, lookedAt, sometimes }: Recognised) => ({
  statement,
  does,
  wire,
  link,
  since,
  mended,
  lookedAt,
  sometimes,
});

/** The traces, each once: claims of one lab share theirs. */
class Traces {
  readonly #numbers = new Map<RecordedTrace, number>();

  get all(): RecordedTrace[] {
    return [...this.#numbers.keys()];
  }

  numberOf(trace: RecordedTrace): number {
    const number = this.#numbers.get(trace) ?? this.#numbers.size;
    this.#numbers.set(trace, number);
    return number;
  }
}

/** JSON with one line for each item of a list, so that two runs can be compared line by line. */
function laidOut(fields: Readonly<Record<string, unknown>>): string {
  const present = Object.entries(fields).filter(([, value]) => value !== undefined);
  const written = present.map(([name, value]) => {
    const lines =
      Array.isArray(value) && value.length > 0 ? value.map((item) => `    ${JSON.stringify(item)}`) : [];
    const text = lines.length > 0 ? `[\n${lines.join(',\n')}\n  ]` : JSON.stringify(value);
    return `  ${JSON.stringify(name)}: ${text}`;
  });
  return `{\n${written.join(',\n')}\n}\n`.replace(new RegExp(unseen, 'gu'), escaped);
}

/** Escapes characters that are invisible or change the direction of text in a terminal or editor. */
const escaped = (character: string): string => {
  // The only such character outside of strings.
  if (character === '\n') return character;
  return [...Array(character.length).keys()]
    .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
    .join('');
};
