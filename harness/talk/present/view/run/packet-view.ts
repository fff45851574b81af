import { lanesOf } from '../../../../diagram/lanes.ts';
import type { PacketEntry, TraceEntry } from '../../../../protocol/packet.ts';
import { anatomy } from '../../../../wire/anatomy/anatomy.ts';
import type { Bits, Field } from '../../../../wire/anatomy/field.ts';
import { hexadecimal } from '../../../../wire/print/payload.ts';
import { fateWords, grouped } from '../../../../wire/print/words.ts';
import { element } from '../element.ts';
import { say } from '../say.ts';
import * as words from '../words.ts';
import { tighten } from './fit.ts';
import type { Step, Story } from './story.ts';

/** Neighbours never have the same colour. */
const TONES = 5;
/** Bytes of a field that are shown; the others are only counted. */
const MOST_BYTES = 16;

/** The open packet of a run, if its step is the one that is shown. */
export function openedIn(
  { packets }: Story,
  number: number | undefined,
  step: Step | undefined,
): PacketEntry | undefined {
  const [entry] = Array.from(packets).find(([, event]) => event === number) ?? [];
  return entry?.kind === 'packet' && step?.entries.includes(entry) ? entry : undefined;
}

/** An open packet: its bytes in colours, and the field that each belongs to. */
export class PacketView {
  readonly element = element('section', { class: 'packet', tabindex: '0' });
  #drawn: unknown;

  draw(
    packet: PacketEntry | undefined,
    story: Story,
    { lanes, mayAct }: { readonly lanes: readonly string[] | undefined; readonly mayAct: boolean },
  ): void {
    this.element.hidden = packet === undefined;
    const number = packet && story.packets.get(packet);
    const key = [story.start?.topicPrefix, number].join();
    if (packet === undefined || key === this.#drawn) return;
    this.#drawn = key;
    const run = story.steps.flatMap(({ entries }) => entries);
    const name = lanesOf(run, lanes).names.get(packet.connection) ?? packet.client;
    const fields = anatomy(packet.bytes, packet.size, versionOf(packet, story));
    this.element.replaceChildren(
      element(
        'header',
        {},
        element('b', {}, packet.type),
        element('span', {}, way(packet, name)),
        element('span', { class: 'size' }, sizeOf(packet)),
        element('span', { class: 'hints' }, mayAct ? say(words.backToRun) : ''),
      ),
      element('div', { class: 'fields' }, ...fields.map((field, index) => drawField(field, index, packet))),
    );
    this.element.scrollTop = 0;
    this.element.dataset.tight = '0';
    tighten(this.element);
    this.#makeRoom();
  }

  /** Shrinks the run above to make room, relative to the stage: a window may be resized. */
  #makeRoom(): void {
    const run = this.element.parentElement;
    const share = (100 * this.element.offsetHeight) / (run?.offsetHeight ?? 1);
    run?.style.setProperty('--opened', `${share}cqh`);
  }
}

/** The protocol version of its connection, from the CONNECT packet. */
function versionOf({ connection }: PacketEntry, { packets, start }: Story): number {
  const connect = [...packets.keys()].find((entry) => isConnect(entry, connection));
  return (connect?.kind === 'packet' && connect.fields.protocolVersion) || (start?.protocolVersion ?? 5);
}

const isConnect = (entry: TraceEntry, connection: number): boolean =>
  entry.kind === 'packet' && entry.type === 'CONNECT' && entry.connection === connection;

function way({ direction, fate }: PacketEntry, client: string): string {
  const [from, to] = direction === 'to-broker' ? [client, 'broker'] : ['broker', client];
  return `${from} → ${to}${fate === 'passed' ? '' : ` (${say(fateWords[fate])})`}`;
}

const sizeOf = ({ bytes, size }: PacketEntry): string =>
  say(bytes.length < size ? words.firstBytes(bytes.length, grouped(size)) : words.bytes(size, grouped(size)));

function drawField(field: Field, index: number, { bytes }: PacketEntry): HTMLElement {
  const { from, to, name, value, prefix = 0, bits, isCut, isWrong } = field;
  const shown = Math.min(to, from + MOST_BYTES);
  const behind = Math.min(shown, from + prefix);
  const hex = (begin: number, end: number) =>
    hexadecimal(bytes.subarray(begin, end), end - begin, MOST_BYTES);
  return element(
    'div',
    {
      class: 'field',
      'data-tone': String(index % TONES),
      'data-wrong': isWrong && 'true',
      'data-from': String(from),
      'data-to': String(to),
    },
    element(
      'code',
      { class: 'hex' },
      element('span', { class: 'prefix' }, hex(from, behind)),
      element('span', {}, hex(behind, shown)),
      element('span', { class: 'more' }, shown < to ? `… +${to - shown}` : isCut && '…'),
    ),
    element('span', { class: 'name' }, say(name)),
    bits === undefined
      ? element('b', { class: 'value' }, say(value))
      : element('span', { class: 'bits' }, ...bits.map(drawBits)),
  );
}

const drawBits = ({ bits, name, value }: Bits): HTMLElement =>
  element(
    'span',
    { class: 'part' },
    element('code', {}, bits),
    element('span', { class: 'name' }, say(name), value && ' ', value && element('b', {}, say(value))),
  );
