import { element, escapeXml } from '../base/xml.ts';
import type { TraceEntry } from '../protocol/packet.ts';
import { describeDiagram, titleOf } from './description.ts';
import { diagramOf } from './diagram.ts';
import { endsBetween } from './draw/arrow.ts';
import { drawEvent } from './draw/event.ts';
import { drawHead, drawLifeline, drawName, drawWide } from './draw/frame.ts';
import { drawMessage } from './draw/message.ts';
import { BAR, type Layout, layoutOf } from './layout.ts';
import type { SvgOptions } from './options.ts';
import { Pen } from './pen.ts';
import type { PlacedRow } from './place-rows.ts';
import { LINE, spacingOf } from './spacing.ts';
import { rootClass, styleSheet } from './style.ts';

/**
 * Draws a trace as a sequence diagram: a complete SVG document without other files and fonts. It is always the same for the same
 * trace and options. Everything that clients and brokers sent is escaped.
 */
export function sequenceSvg(trace: Iterable<TraceEntry>, options: SvgOptions): string {
  const { theme = 'auto', background = true } = options;
  const diagram = diagramOf(trace, options);
  const layout = layoutOf(diagram, options);
  const pen = new Pen(
    layout.em,
    spacingOf(options).leastText,
    layout.columns.map(({ x }) => x),
  );
  const width = Math.round(layout.width * layout.em);
  const height = Math.round(layout.height * layout.em);
  return `${element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: rootClass(theme),
      role: 'img',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
    },
    element('title', {}, escapeXml(titleOf(options))),
    element('desc', {}, escapeXml(describeDiagram(diagram, options))),
    element('style', {}, styleSheet(theme)),
    background ? element('rect', { class: 'paper', width, height, rx: 8 }) : '',
    ...layout.columns.map((column) => drawLifeline(pen, layout, column, diagram.lifespans)),
    ...layout.columns.map((column) => drawHead(pen, layout, column)),
    ...layout.rows.map((row) => drawRow(pen, layout, row, options)),
    ...drawFeet(pen, layout),
  )}\n`;
}

/** The background of a packet that is highlighted or can be clicked. */
function drawBackground(
  pen: Pen,
  { y, above, label = [] }: PlacedRow,
  [client, broker]: readonly [number, number],
  lit = 'background',
): string {
  const left = Math.min(client, broker) + BAR / 2;
  const top = y - above - Math.max(0, label.length - 1) * LINE - 1;
  return pen.rectangle(lit, left, top, Math.abs(client - broker) - BAR, y - top + 0.35, 0.2);
}

const drawFeet = (pen: Pen, { feet, columns }: Layout): string[] =>
  feet === undefined ? [] : columns.map((column) => drawName(pen, column, feet));

function drawRow(pen: Pen, layout: Layout, placed: PlacedRow, options: SvgOptions): string {
  const { row } = placed;
  if (row.kind === 'wide') return drawWide(pen, layout, placed);
  const client = layout.columns.find(
    ({ participant }) => participant.role === 'client' && participant.name === row.client,
  );
  if (client === undefined) throw new Error(`no lifeline for ${row.client}`);
  const { broker } = layout;
  const time = options.times
    ? pen.text('comment', layout.margin, placed.y + 0.3, `${row.at.toFixed(1)} ms`, 0.8, 'start')
    : '';
  if (row.kind === 'event') {
    return time + drawEvent(pen, placed, row, client.x, broker.x);
  }
  const [from, to] = row.direction === 'to-broker' ? [client.x, broker.x] : [broker.x, client.x];
  const drawn = time + drawMessage(pen, placed, row, endsBetween(from, to), options.language);
  const number = options.numbers?.get(row.entry);
  const lit = options.lit?.get(row.entry);
  if (number === undefined && lit === undefined) return drawn;
  const background = drawBackground(pen, placed, [client.x, broker.x], lit);
  return element('g', number === undefined ? {} : { 'data-event': number }, background, drawn);
}
