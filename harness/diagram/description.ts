import type { Language } from '../base/text.ts';
import { visible } from '../base/visible.ts';
import type { Fate, TraceEntry } from '../protocol/packet.ts';
import { fateWords } from '../wire/print/words.ts';
import { diagramOf } from './diagram.ts';
import { runsOf, textOf } from './label.ts';
import type { DiagramOptions } from './options.ts';
import { type Diagram, type Row, stops } from './rows.ts';

const defaultTitle = { en: 'MQTT packets in order', ja: 'MQTT パケットのやりとり' };

/** The picture's name for screen readers. */
export const titleOf = ({ title = defaultTitle, language }: DiagramOptions): string =>
  visible(title[language]);

/** Describes the picture, with a few sentences for each row. */
export function describeDiagram({ participants, rows }: Diagram, options: DiagramOptions): string {
  const names = participants.map(({ name }) => name).join(', ');
  const first = { en: `Between ${names}.`, ja: `登場するのは ${names}。` };
  return [first[options.language], ...rows.map((row) => describeRow(row, options))].join('\n');
}

/** Describes the picture in one line: sender, receiver and fate of each packet. */
export function describeSteps(trace: Iterable<TraceEntry>, options: DiagramOptions): string {
  const { rows } = diagramOf(trace, options);
  const separator = options.language === 'ja' ? '、' : ', ';
  return rows
    .map((row) => describeRow('pieces' in row ? { ...row, pieces: [] } : row, options))
    .join(separator);
}

function describeRow(row: Row, { language }: DiagramOptions): string {
  if (row.kind === 'wide') return row.text;
  if (row.kind === 'event') return `${row.client}: ${row.text}`;
  const [from, to] = row.direction === 'to-broker' ? [row.client, 'broker'] : ['broker', row.client];
  return `${from} → ${to}: ${withFate(textOf(runsOf(row.type, row.pieces)), row.fate, language)}`;
}

/** Adds the word for the packet's fate, if it did not simply pass. */
const withFate = (text: string, fate: Fate, language: Language): string =>
  stops(fate) ? `${text} (${fateWords[fate][language]})` : text;
