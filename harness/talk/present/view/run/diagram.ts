import { lanesOf } from '../../../../diagram/lanes.ts';
import type { SvgOptions } from '../../../../diagram/options.ts';
import { sequenceSvg } from '../../../../diagram/svg.ts';
import { fencePackets } from '../../../../lab/fences/packets-of-fences.ts';
import type { TraceEntry } from '../../../../protocol/packet.ts';
import type { RunHead } from '../../state.ts';
import { brokerTitle } from '../broker-title.ts';
import { element } from '../element.ts';
import { language } from '../say.ts';
import { clearEdge, type Extent, isClear, joined } from './clear-edge.ts';
import { ABOVE, wayToAccident } from './fit.ts';
import type { Step, Story } from './story.ts';

/** The width of a diagram and the size of its letters, on a stage 1280 px wide. */
interface Room {
  readonly narrow: number;
  readonly wide: number;
  readonly font: number;
  /** Whether the broker's head shows its name. */
  readonly namesBroker: boolean;
}

/** Narrow beside the claims, wide above them. */
const ofOne: Room = { narrow: 780, wide: 1190, font: 22, namesBroker: true };
/** Two side by side, each below the name of its broker. */
export const ofTwo: Room = { narrow: 590, wide: 590, font: 20, namesBroker: false };
/** A diagram that would shrink more than this gets the whole width. */
const SHRINKS = 1.7;
/** Share of the visible height. */
const PAGE = 0.6;
/** How far a scroll position may move so that the heads cut no row, in px. */
const NEAR = 60;
/** The same below the newest packet, where the paper is empty. */
const PAPER = 20;
/** More than the highest row, as a share of the visible height: around an accident, and empty paper below the last packet. */
const ROW = 0.3;
/** Texts this close to each other belong to one packet, in px. */
const ONE = 4;
/** The part of a text's height that fades out below the heads (view.css). */
const FADE = 0.45;

/** The packets of one step as a growing sequence diagram. The heads of its lanes stay visible. */
export class Diagram {
  readonly element = element('div', { class: 'diagram' });
  readonly #heads = element('div', { class: 'heads', 'aria-hidden': 'true' });
  readonly rows = element('div', { class: 'rows', tabindex: '0' });
  #place = '';
  /** The scroll position before the rows were drawn anew. */
  #top = 0;
  /** Whether it needs the whole width. */
  isWide = false;
  /** Whether there is no packet yet. */
  isEmpty = true;

  readonly #room: Room;

  constructor(room = ofOne) {
    this.#room = room;
    this.element.append(this.#heads, this.rows);
    this.rows.addEventListener('scroll', () => {
      this.rows.classList.toggle('has-above', this.rows.scrollTop > 0);
    });
  }

  /**
   * @param lanes order of the lab's lanes from left to right, if it sets one
   * @param lit packets to highlight, each with its kind of highlight
   */
  draw(
    story: Story,
    step: Step | undefined,
    lanes?: readonly string[],
    lit: ReadonlyMap<TraceEntry, 'chosen' | 'differs'> = new Map(),
  ): void {
    const { start } = story;
    this.#top = this.rows.scrollTop;
    const packets = step?.entries.filter(({ kind }) => kind === 'packet').length ?? 0;
    this.element.dataset.packets = String(packets);
    this.isEmpty = packets === 0;
    if (step === undefined || packets === 0 || start === undefined) {
      this.isWide = false;
      this.#heads.replaceChildren();
      this.rows.replaceChildren();
      return;
    }
    const run = story.steps.flatMap(({ entries }) => entries);
    const hasChosen = [...lit.values()].includes('chosen');
    const numbers = story.packets;
    const ofRun = { lanes: lanesOf(run, lanes), fences: fencePackets(run), numbers, lit };
    const { narrow, wide, font, namesBroker } = this.#room;
    const broker = namesBroker ? { broker: brokerTitle(start.broker) } : {};
    const picture = (maxWidth: number): SVGSVGElement =>
      drawn(step, start, { ...ofRun, ...broker, fontSize: font, maxWidth });
    let svg = picture(narrow);
    // An open packet, and the rows around it, get the whole width.
    this.isWide = hasChosen || (narrow < wide && svg.viewBox.baseVal.width > narrow * SHRINKS);
    if (this.isWide) svg = picture(wide);
    const { width, height } = svg.viewBox.baseVal;
    const head = svg.querySelector('.head, .head-broker');
    const below = Number(head?.getAttribute('y')) + Number(head?.getAttribute('height')) + 1;
    const share = `${Math.min(100, (100 * width) / (this.isWide ? wide : narrow))}%`;
    this.element.style.setProperty('--natural', String(width));
    this.#heads.replaceChildren(cropped(svg.cloneNode(true) as SVGSVGElement, width, 0, below, share));
    this.rows.replaceChildren(cropped(svg, width, below, height - below, share));
  }

  /** Scrolls to the newest packets, or to the top of a selected step, and from there by this number of pages. */
  scroll({ step, pages, packet }: Pick<RunHead, 'step' | 'pages' | 'packet'>): void {
    const { scrollHeight, clientHeight } = this.#withSpare();
    const place = [step, pages, packet, scrollHeight, clientHeight].join();
    // The same place: keeps what the presenter has scrolled by hand.
    if (place === this.#place) return;
    this.#place = place;
    const chosen = this.rows.querySelector('.chosen, .differs');
    this.#aside(chosen);
    if (chosen !== null && pages === 0) {
      this.rows.scrollTop = this.#around(chosen);
      return;
    }
    const way = pages * clientHeight * PAGE;
    const wanted = step === undefined ? scrollHeight - clientHeight - way : way;
    const isNewest = step === undefined && pages === 0;
    this.rows.scrollTop = this.#clear(wanted, pages === 0 ? PAPER : NEAR, isNewest ? ROW * clientHeight : 0);
  }

  /** The scroll position that shows a row in the middle, as a whole. */
  #around(row: Element): number {
    const { scrollTop, clientHeight } = this.rows;
    const above = this.rows.getBoundingClientRect().top - scrollTop;
    const { top, bottom, height } = row.getBoundingClientRect();
    const first = top - above - this.#fade();
    const last = bottom - above - clientHeight;
    // Too high for that: its upper edge may fade out, but never be scrolled away.
    if (last > first) return Math.min(last, top - above);
    const wanted = top - above + height / 2 - clientHeight / 2;
    return this.#clear(wanted, Math.min(NEAR, wanted - last), Math.min(NEAR, first - wanted));
  }

  /** Scrolls a diagram that is wider than a phone to its open packet, otherwise to its newest one. */
  #aside(chosen: Element | null): void {
    const { scrollWidth, clientWidth } = this.element;
    const shown = chosen ?? Array.from(this.rows.querySelectorAll('[data-event]')).at(-1);
    if (scrollWidth <= clientWidth || shown === undefined) return;
    const { left, width } = shown.getBoundingClientRect();
    const own = this.element.getBoundingClientRect();
    this.element.scrollLeft += left + width / 2 - (own.left + own.width / 2);
  }

  /** Scrolls until a lost packet or a cut connection is visible, if there is one. */
  showAccident(): void {
    const way = wayToAccident(this.rows);
    if (way === 0) return;
    const { clientHeight, scrollTop } = this.rows;
    const [row, near] = [ROW * clientHeight, ABOVE * clientHeight];
    const [up, down] = way < 0 ? [row, near] : [near, row];
    this.rows.scrollTop = this.#clear(scrollTop + way, up, down);
  }

  /** Rows that are higher than their box get empty paper below, so that the upper edge can be moved down to a clear place. */
  #withSpare(): { readonly scrollHeight: number; readonly clientHeight: number } {
    const svg = this.rows.querySelector('svg');
    svg?.style.removeProperty('margin-bottom');
    const { scrollHeight, clientHeight } = this.rows;
    if (scrollHeight > clientHeight) svg?.style.setProperty('margin-bottom', `${ROW * clientHeight}px`);
    // The rows without this paper may have been too short for the position.
    this.rows.scrollTop = this.#top;
    return { scrollHeight, clientHeight };
  }

  /** A scroll position near the wanted one that cuts no packet, otherwise one that cuts no line of text. */
  #clear(wanted: number, up: number, down: number): number {
    const lines = this.#texts();
    for (const texts of [joined(lines, ONE), lines]) {
      const edge = clearEdge(wanted, texts, up, down);
      if (isClear(edge, texts)) return edge;
    }
    return wanted;
  }

  /** Vertical extents of the texts with the part above that fades out, from the top of all rows. */
  #texts(): Extent[] {
    const top = this.rows.getBoundingClientRect().top - this.rows.scrollTop;
    const boxes = Array.from(this.rows.querySelectorAll('text'), (text) => text.getBoundingClientRect());
    const fade = this.#fade();
    return boxes.map((box) => [box.top - top - fade, box.bottom - top]);
  }

  /** The height at the upper edge in which texts fade out, in px. */
  #fade(): number {
    const text = Array.from(this.rows.querySelectorAll('text')).at(-1);
    return FADE * (text?.getBoundingClientRect().height ?? 0);
  }
}

function drawn(step: Step, start: NonNullable<Story['start']>, options: Partial<SvgOptions>): SVGSVGElement {
  return parsed(
    sequenceSvg(step.entries, {
      ...options,
      language,
      theme: 'auto',
      background: false,
      compact: true,
      brief: true,
      stripPrefix: start.topicPrefix,
      title: step.title ?? start.title,
    }),
  );
}

/** Without its style sheet: the page has it, and its policy forbids one inside a picture. */
function parsed(text: string): SVGSVGElement {
  const unstyled = text.replace(/<style>[^<]*<\/style>/, '');
  const svg = new DOMParser().parseFromString(unstyled, 'image/svg+xml').documentElement;
  return document.importNode(svg, true) as unknown as SVGSVGElement;
}

function cropped(svg: SVGSVGElement, width: number, top: number, height: number, share: string): Element {
  svg.setAttribute('viewBox', `0 ${top} ${width} ${height}`);
  svg.removeAttribute('height');
  svg.setAttribute('width', share);
  return svg;
}
