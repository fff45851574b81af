import { sequenceSvg } from '../../../diagram/svg.ts';
import type { RunHead } from '../state.ts';
import { brokerTitle } from './broker-title.ts';
import { element } from './element.ts';
import { language } from './say.ts';
import type { Step, Story } from './story.ts';

/** Of a stage that is 1280 wide: beside the claims, and with these below. */
const NARROW = 780;
const WIDE = 1190;
/** How much smaller than its own size a picture may be before it is given the whole width. */
const SHRINKS = 1.7;
const FONT = 22;
/** Of the height that is seen. */
const PAGE = 0.6;

/** The packets of one step as a sequence diagram that grows; who takes part stays in sight above it. */
export class Diagram {
  readonly element = element('div', { class: 'diagram' });
  readonly #heads = element('div', { class: 'heads', 'aria-hidden': 'true' });
  readonly rows = element('div', { class: 'rows', tabindex: '0' });
  #place = '';
  /** Whether it needs the whole width. */
  isWide = false;
  /** Whether no packet has been sent yet. */
  isEmpty = true;

  constructor() {
    this.element.append(this.#heads, this.rows);
  }

  draw({ start }: Story, step: Step | undefined): void {
    const packets = step?.entries.filter(({ kind }) => kind === 'packet').length ?? 0;
    this.element.dataset.packets = String(packets);
    this.isEmpty = packets === 0;
    if (step === undefined || packets === 0 || start === undefined) {
      this.isWide = false;
      this.#heads.replaceChildren();
      this.rows.replaceChildren();
      return;
    }
    const picture = (maxWidth: number): SVGSVGElement => drawn(step, start, maxWidth);
    let svg = picture(NARROW);
    this.isWide = svg.viewBox.baseVal.width > NARROW * SHRINKS;
    if (this.isWide) svg = picture(WIDE);
    const { width, height } = svg.viewBox.baseVal;
    const head = svg.querySelector('.head, .head-broker');
    const below = Number(head?.getAttribute('y')) + Number(head?.getAttribute('height')) + 1;
    const share = `${Math.min(100, (100 * width) / (this.isWide ? WIDE : NARROW))}%`;
    this.#heads.replaceChildren(cropped(svg.cloneNode(true) as SVGSVGElement, width, 0, below, share));
    this.rows.replaceChildren(cropped(svg, width, below, height - below, share));
  }

  /** The newest packets come into sight, or the first of a step that is looked at; then so many pages on from there. */
  scroll({ step, pages }: Pick<RunHead, 'step' | 'pages'>): void {
    const { scrollHeight, clientHeight } = this.rows;
    const place = [step, pages, scrollHeight, clientHeight].join();
    // Nothing new: who scrolls by hand is left alone.
    if (place === this.#place) return;
    this.#place = place;
    const way = pages * clientHeight * PAGE;
    this.rows.scrollTop = step === undefined ? scrollHeight - clientHeight - way : way;
  }
}

function drawn(step: Step, start: NonNullable<Story['start']>, maxWidth: number): SVGSVGElement {
  return parsed(
    sequenceSvg(step.entries, {
      language,
      theme: 'auto',
      background: false,
      compact: true,
      brief: true,
      fontSize: FONT,
      maxWidth,
      stripPrefix: start.topicPrefix,
      title: step.title ?? start.title,
      broker: brokerTitle(start.broker),
    }),
  );
}

/** Without its own style sheet: the page has it, and takes none from inside a picture. */
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
