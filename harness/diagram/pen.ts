import { isPredictable, monoWidth, sansWidth } from '../base/text-width.ts';
import { type Attributes, element, escapeXml } from '../base/xml.ts';
import { type Run, SEPARATOR, textOf } from './label.ts';
import { BAR } from './layout.ts';
import { LINE } from './spacing.ts';

type Anchor = 'start' | 'middle' | 'end';

/** How far the background of a text reaches above, below and beside it, in em of the text. */
const ABOVE = 0.86;
const BELOW = 0.24;
const BESIDE = 0.25;

/** How to draw a line of a label. */
interface LabelLine {
  /** Whether it belongs to a PUBLISH, which is emphasised. */
  readonly message: boolean;
  /** Whether it is the label's last line. */
  readonly last: boolean;
}

/** Makes SVG markup. Arguments are in em; the markup is in pixels. */
export class Pen {
  readonly #em: number;
  readonly #least: number;
  readonly #lifelines: readonly number[];

  /**
   * @param least the smallest size of text, in em
   * @param lifelines the x of each lifeline
   */
  constructor(em: number, least = 0, lifelines: readonly number[] = []) {
    this.#em = em;
    this.#least = least;
    this.#lifelines = lifelines;
  }

  /** The size at which text is drawn. */
  sized(size: number): number {
    return Math.max(size, this.#least);
  }

  rectangle(name: string, x: number, y: number, width: number, height: number, radius = 0): string {
    const box = { x: this.#px(x), y: this.#px(y), width: this.#px(width), height: this.#px(height) };
    return element('rect', { class: name, ...box, ...(radius > 0 && { rx: this.#px(radius) }) });
  }

  /** A line or a closed shape. @param points `[x, y]` of each */
  line(name: string, points: readonly (readonly [number, number])[], style: Attributes = {}): string {
    return element('path', { class: name, d: this.#path(points), ...style });
  }

  shape(name: string, points: readonly (readonly [number, number])[]): string {
    return element('path', { class: name, d: `${this.#path(points)}z` });
  }

  /** Stroke width and dashes, in em. */
  stroke(width: number, ...dashes: readonly number[]): Attributes {
    const dash = dashes.map((length) => this.#px(length)).join(' ');
    return { 'stroke-width': this.#px(width), ...(dashes.length > 0 && { 'stroke-dasharray': dash }) };
  }

  text(name: string, x: number, y: number, text: string, wanted = 1, anchor: Anchor = 'middle'): string {
    const size = this.sized(wanted);
    const place = this.#place(x, y, size, anchor);
    return element(
      'text',
      { class: name, ...place, ...this.#length(text, sansWidth(text) * size) },
      escapeXml(text),
    );
  }

  /** Text between two lifelines, with a background where other lifelines cross it. */
  aside(name: string, x: number, y: number, text: string, wanted: number, anchor: Anchor = 'middle'): string {
    const size = this.sized(wanted);
    const background = this.#background(x, y, sansWidth(text) * size, anchor, ABOVE * size, BELOW * size);
    return background + this.text(name, x, y, text, wanted, anchor);
  }

  /** A centred line of a label in monospace. Each run has its own style. Lifelines are covered by a background. */
  label(x: number, y: number, runs: readonly Run[], { message, last }: LabelLine): string {
    const text = textOf(runs);
    const spans = runs.map((run) => {
      const name = run.role === 'type' && message ? 'type-message' : run.role;
      return element('tspan', { class: name }, escapeXml(run.text));
    });
    const place = this.#place(x, y, 1, 'middle');
    const length = this.#length(text, monoWidth(text));
    const below = last ? BELOW : LINE - ABOVE;
    const background = this.#background(x, y, monoWidth(text), 'middle', ABOVE, below);
    return background + element('text', { class: 'label', ...place, ...length }, spans.join(SEPARATOR));
  }

  /** The background of a text that a lifeline crosses. Without it, the line would show between the words. */
  #background(x: number, y: number, width: number, anchor: Anchor, above: number, below: number): string {
    const left = x - { start: 0, middle: width / 2, end: width }[anchor] - BESIDE;
    const right = left + width + 2 * BESIDE;
    const isCrossed = this.#lifelines.some((line) => line + BAR / 2 > left && line - BAR / 2 < right);
    return isCrossed ? this.rectangle('paper', left, y - above, right - left, above + below) : '';
  }

  #place(x: number, y: number, size: number, anchor: Anchor): Attributes {
    const at = { x: this.#px(x), y: this.#px(y), 'font-size': this.#px(size) };
    return anchor === 'start' ? at : { ...at, 'text-anchor': anchor };
  }

  /** Fixes the width of a text that could be wider in another font. */
  #length(text: string, width: number): Attributes {
    return isPredictable(text) ? {} : { textLength: this.#px(width), lengthAdjust: 'spacingAndGlyphs' };
  }

  #path(points: readonly (readonly [number, number])[]): string {
    return points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${this.#px(x)} ${this.#px(y)}`).join('');
  }

  #px(em: number): number {
    return Math.round(em * this.#em * 10) / 10;
  }
}
