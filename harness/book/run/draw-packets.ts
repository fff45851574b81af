import type { Language } from '../../base/text.ts';
import { element, escapeXml } from '../../base/xml.ts';
import type { Lanes } from '../../diagram/lanes.ts';
import type { PacketEntry, TraceEntry } from '../../protocol/packet.ts';
import { anatomy } from '../../wire/anatomy/anatomy.ts';
import type { Field } from '../../wire/anatomy/field.ts';
import { describePacket } from '../../wire/print/packet.ts';
import { hexadecimal } from '../../wire/print/payload.ts';
import { fateWords, grouped } from '../../wire/print/words.ts';
import * as words from '../words.ts';
import type { Run, RunStep } from './run.ts';

/** Neighbours have different colours. */
const TONES = 5;
/** Bytes of a field that are shown; the rest is counted. */
const MOST_BYTES = 16;

export interface Packets {
  readonly language: Language;
  readonly lanes: Lanes;
  readonly entries: readonly TraceEntry[];
}

/** The packets of a step as a list. Each opens to its bytes and what they mean, also without a script. */
export function drawPackets(run: Run, { number }: RunStep, { language, lanes, entries }: Packets): string {
  const items = entries
    .filter((entry) => entry.kind === 'packet')
    .map((packet, index) => {
      const line = packetLine(packet, run, lanes.names.get(packet.connection) ?? packet.client, language);
      const fields = fieldsOf(packet, versionOf(packet, run), language);
      const opens = element('details', { name: `step-${number}` }, element('summary', {}, line), fields);
      return element('li', { id: `step-${number}-packet-${index + 1}`, 'data-packet': index + 1 }, opens);
    });
  return element(
    'ol',
    { class: 'packets', 'data-pagefind-ignore': true, 'aria-label': words.packetsOf(number)[language] },
    ...items,
  );
}

/** E.g. `publisher → broker PUBLISH qos 1 retain office/door "open"`. */
function packetLine(packet: PacketEntry, { topicPrefix }: Run, client: string, language: Language): string {
  const { direction, type, fate, size } = packet;
  const [from, to] = direction === 'to-broker' ? [client, 'broker'] : ['broker', client];
  const said = describePacket(packet, { language, stripPrefix: topicPrefix, brief: true, ids: false });
  const span = (name: string, text: string) => element('span', { class: name }, escapeXml(text));
  return [
    span('way', `${from} → ${to}`),
    span('type', type),
    ...said.map(({ role, text }) => span(role, text)),
    span('size', `${grouped(size)} B`),
    ...(fate === 'passed' ? [] : [span('fate', fateWords[fate][language])]),
  ].join(' ');
}

/** The protocol version of its connection, as its CONNECT says it. */
function versionOf({ connection }: PacketEntry, { trace, protocolVersion }: Run): number {
  const connect = [...trace.of('CONNECT')].find((entry) => entry.connection === connection);
  return connect?.fields.protocolVersion ?? protocolVersion;
}

function fieldsOf({ bytes, size }: PacketEntry, version: number, language: Language): string {
  const rows = anatomy(bytes, size, version).map((field, index) =>
    element(
      'tr',
      { 'data-tone': index % TONES, 'data-wrong': field.isWrong === true ? 'true' : undefined },
      element('td', {}, element('code', {}, escapeXml(hexOf(field, bytes)))),
      element('td', {}, escapeXml(field.name[language])),
      element('td', {}, meaningOf(field, language)),
    ),
  );
  const head = [words.bytes, words.field, words.meaning].map((word) =>
    element('th', { scope: 'col' }, word[language]),
  );
  return element(
    'table',
    { class: 'fields' },
    element('thead', {}, element('tr', {}, ...head)),
    element('tbody', {}, ...rows),
  );
}

function hexOf({ from, to, isCut }: Field, bytes: Uint8Array): string {
  const shown = Math.min(to, from + MOST_BYTES);
  const hex = hexadecimal(bytes.subarray(from, shown), shown - from, MOST_BYTES);
  return shown < to ? `${hex} … +${to - shown}` : `${hex}${isCut === true ? ' …' : ''}`;
}

function meaningOf({ value, bits }: Field, language: Language): string {
  if (bits === undefined) return escapeXml(value[language]);
  const parts = bits.map(({ bits: digits, name, value: said }) => {
    const text = said === undefined ? name[language] : `${name[language]} ${said[language]}`;
    return element('li', {}, element('code', {}, digits), ` ${escapeXml(text)}`);
  });
  return element('ul', { class: 'bits' }, ...parts);
}
