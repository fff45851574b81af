import { type Run, SEPARATOR, textOf } from './label.ts';
import { isPredictable, monoWidth, sansWidth } from './text-width.ts';
import { type Attributes, element, escapeXml } from './xml.ts';

type Anchor = 'start' | 'middle' | 'end';

/** Draws in em; what it returns is markup in pixels. */
export class Pen {
  readonly #em: number;
  readonly #least: number;

  /** @param least smallest size of text, in em */
  constructor(em: number, least = 0) {
    this.#em = em;
    this.#least = least;
  }

  /** The size that text is drawn at. */
  sized(size: number): number {
    return Math.max(size, this.#least);
  }

  rectangle(name: string, x: number, y: number, width: number, height: number, radius = 0): string {
    const box = { x: this.#px(x), y: this.#px(y), width: this.#px(width), height: this.#px(height) };
    return element('rect', { class: name, ...box, ...(radius > 0 && { rx: this.#px(radius) }) });
  }

  /** Points of a line, or of a closed shape: `[x, y]` each. */
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

  /** Monospaced text in the middle, its runs each in its own look, legible where it crosses a line. */
  label(x: number, y: number, runs: readonly Run[], message: boolean): string {
    const text = textOf(runs);
    const spans = runs.map((run) => {
      const name = run.role === 'type' && message ? 'type-message' : run.role;
      return element('tspan', { class: name }, escapeXml(run.text));
    });
    const halo = { 'stroke-width': this.#px(0.3) };
    const place = this.#place(x, y, 1, 'middle');
    const length = this.#length(text, monoWidth(text));
    return element('text', { class: 'label halo', ...place, ...halo, ...length }, spans.join(SEPARATOR));
  }

  #place(x: number, y: number, size: number, anchor: Anchor): Attributes {
    const at = { x: this.#px(x), y: this.#px(y), 'font-size': this.#px(size) };
    return anchor === 'start' ? at : { ...at, 'text-anchor': anchor };
  }

  /** Only where a font might make it longer than it is counted with. */
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
