import type { TraceEntry } from '../protocol/packet.ts';
import { diagramOf } from './diagram.ts';
import { runsOf, textOf } from './label.ts';
import type { DiagramOptions } from './options.ts';
import { type Diagram, type Row, stops } from './rows.ts';
import { withFate } from './spoken.ts';

/**
 * Characters that mean nothing to Mermaid wherever they stand in a text. Any other is written as an entity: `#` and `;`
 * begin and end those, `:` ends a name, `%` begins a comment, `<` a tag, `$$` a formula, `\n` is a line break, and `ﬂ°`
 * and `¶ß` are what Mermaid itself writes in place of an entity.
 */
const meaningless =
  /[A-Za-z0-9 _./()*!?,'"^~@|+\-\u2026\u3001-\u301f\u3040-\u30ff\u4e00-\u9fff\uff01-\uff5e]/;

const asMermaid = (text: string): string =>
  Array.from(text, (character) =>
    meaningless.test(character) ? character : `#${character.codePointAt(0) ?? 0};`,
  ).join('');

/**
 * A trace as the text of a Mermaid `sequenceDiagram`, the same for the same trace and options. Whatever clients and
 * brokers sent, it is text in it.
 */
export function sequenceMermaid(trace: Iterable<TraceEntry>, options: DiagramOptions): string {
  const diagram = diagramOf(trace, options);
  const ids = idsOf(diagram);
  const names = diagram.participants.map(({ name, subtitle }, index) => {
    const whole = subtitle === undefined ? name : `${name} (${subtitle})`;
    return `participant ${ids.of[index]} as ${asMermaid(whole)}`;
  });
  const lines = [...names, ...diagram.rows.map((row) => line(row, ids, options))];
  return ['sequenceDiagram', ...lines.map((text) => `  ${text}`), ''].join('\n');
}

const BROKER = 'broker';

interface Ids {
  /** By participant. */
  readonly of: readonly string[];
  client(name: string): string;
  /** First and last, for a note across everything. */
  readonly all: string;
}

/** Names of our own: one from outside could be a word of the language, e.g. `end`. */
function idsOf({ participants }: Diagram): Ids {
  const of = participants.map(({ role }, index) => (role === 'broker' ? BROKER : `client${index + 1}`));
  const client = (name: string) =>
    of[participants.findIndex((one) => one.role === 'client' && one.name === name)] ?? BROKER;
  return { of, client, all: [...new Set([of.at(0), of.at(-1)])].join(',') };
}

function line(row: Row, ids: Ids, { language }: DiagramOptions): string {
  if (row.kind === 'wide') return `Note over ${ids.all}: ${asMermaid(row.text)}`;
  const client = ids.client(row.client);
  if (row.kind === 'event') return `Note over ${client},${BROKER}: ${asMermaid(row.text)}`;
  const [from, to] = row.direction === 'to-broker' ? [client, BROKER] : [BROKER, client];
  const arrow = stops(row.fate) ? '-x' : '->>';
  return `${from}${arrow}${to}: ${asMermaid(withFate(textOf(runsOf(row.type, row.pieces)), row.fate, language))}`;
}
