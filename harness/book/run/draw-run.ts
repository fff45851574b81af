import { type Rows, withTables } from '../../base/table-lines.ts';
import type { Language } from '../../base/text.ts';
import { element, escapeXml } from '../../base/xml.ts';
import { type Lanes, lanesOf } from '../../diagram/lanes.ts';
import { sequenceSvg } from '../../diagram/svg.ts';
import { marks, verdictOf } from '../../lab/verdict.ts';
import type { TraceEntry } from '../../protocol/packet.ts';
import { ownPackets } from '../../talk/sync/own-packets.ts';
import * as words from '../words.ts';
import { drawPackets } from './draw-packets.ts';
import type { Run, RunStep } from './run.ts';

/** Of a picture, in px: the width of a column of text, and the size of letters. */
const WIDTH = 620;
const FONT = 17;

export interface Drawing {
  readonly language: Language;
  /** Of the lab, from left to right, where it says so. */
  readonly lanes?: readonly string[] | undefined;
}

/** A step of a run as HTML on one line: a diagram, its packets with their bytes, and its claims. */
export function drawStep(run: Run, step: RunStep, { language, lanes: wanted }: Drawing): string {
  const lanes = lanesOf(run.trace, wanted);
  const entries = entriesOf(run, step);
  const parts = [
    ...remarksOf(run, step.number, language),
    ...(entries.some(({ kind }) => kind === 'packet')
      ? [
          drawDiagram(run, step, { language, lanes, entries }),
          drawPackets(run, step, { language, lanes, entries }),
        ]
      : []),
    claimsOf(run, step.number, language),
  ];
  return `<div class="run-step not-content" data-step="${step.number}">${parts.join('')}</div>`.replaceAll(
    '\n',
    ' ',
  );
}

interface Drawn {
  readonly language: Language;
  readonly lanes: Lanes;
  readonly entries: readonly TraceEntry[];
}

/** What comes before the first step belongs to it. */
function entriesOf({ trace, steps }: Run, { number, at }: RunStep): TraceEntry[] {
  const next = steps.find((step) => step.number === number + 1);
  return ownPackets(trace, { from: number === 1 ? 0 : at, to: next?.at ?? Number.POSITIVE_INFINITY });
}

/** Without its own style sheet: the page has it, as light or dark as the reader chose. */
function drawDiagram(run: Run, step: RunStep, { language, lanes, entries }: Drawn): string {
  const numbers = new Map(
    entries.filter(({ kind }) => kind === 'packet').map((entry, index) => [entry, index + 1]),
  );
  const svg = sequenceSvg(entries, {
    language,
    lanes,
    numbers,
    stripPrefix: run.topicPrefix,
    title: step.title,
    broker: run.broker,
    theme: 'auto',
    background: false,
    brief: true,
    compact: true,
    fontSize: FONT,
    maxWidth: WIDTH,
  })
    .replace(/<style>[^<]*<\/style>/, '')
    .replace(/ width="(\d+)"/, (all, width: string) => `${all} style="--own-width:${width}px"`);
  const label = words.diagramOf(step.number)[language];
  return element(
    'div',
    { class: 'diagram', 'data-pagefind-ignore': true, role: 'group', tabindex: 0, 'aria-label': label },
    svg.trim(),
  );
}

const remarksOf = ({ remarks }: Run, number: number, language: Language): string[] =>
  withTables(
    remarks
      .filter(({ step }) => step === number || (number === 1 && step === 0))
      .map(({ text }) => text[language]),
  ).map((part) =>
    typeof part === 'string' ? element('p', { class: 'remark' }, escapeXml(part)) : drawTable(part),
  );

const drawTable = (rows: Rows): string =>
  element(
    'table',
    // It scrolls to the side on a phone.
    { class: 'remark', tabindex: 0 },
    ...rows.map((cells, index) =>
      element('tr', {}, ...cells.map((cell) => element(index === 0 ? 'th' : 'td', {}, escapeXml(cell)))),
    ),
  );

function claimsOf({ claims }: Run, number: number, language: Language): string {
  const items = claims
    .filter(({ step }) => step === number || (number === 1 && step === 0))
    .map((claim) => {
      const verdict = 'result' in claim ? verdictOf(claim) : 'unsupported';
      const mark = element('span', { class: 'mark' }, marks[verdict]);
      const cited = [claim.id, ...claim.statements].join(' · ');
      return element(
        'li',
        { 'data-verdict': verdict },
        mark,
        element('span', { class: 'says' }, escapeXml(claim.says[language])),
        element('span', { class: 'cited' }, escapeXml(cited)),
      );
    });
  return items.length === 0 ? '' : element('ul', { class: 'claims' }, ...items);
}
