import { deviationWords } from '../../../../brokers/deviations/words.ts';
import { marks } from '../../../../lab/verdict.ts';
import type { LabCard } from '../../state.ts';
import { element, setText } from '../element.ts';
import { say } from '../say.ts';
import * as words from '../words.ts';
import { drawSmall } from './remarks.ts';
import type { Story } from './story.ts';

type Claim = LabCard['claims'][number];
type Judged = Story['claims'] extends Map<string, infer J> ? J : never;

/** The claims of a lab, each with its verdict once it is judged, and below them the observations. */
export class ClaimList {
  readonly element = element('div', { class: 'claims' });
  readonly #list = element('ul');
  readonly #remarks = element('ul', { class: 'remarks' });
  /** How many remarks were drawn. */
  #remarked = 0;
  readonly #items = new Map<string, Item>();

  constructor() {
    this.element.append(this.#list, this.#remarks);
  }

  draw(claims: readonly Claim[], story: Story): void {
    const { claims: judged, remarks } = story;
    const ids = claims.map(({ id }) => id).join();
    if (ids !== [...this.#items.keys()].join()) this.#begin(claims);
    for (const [id, item] of this.#items) {
      if (item.draw(judged.get(id))) this.#show(item);
    }
    if (remarks.length !== this.#remarked) this.#remarks.replaceChildren(...drawSmall(story));
    this.#remarked = remarks.length;
  }

  /** Scrolls to the claim that was just judged; a broken claim stays visible. */
  #show(judged: Item): void {
    const broken = [...this.#items.values()].find(({ verdict }) => verdict === 'broken');
    (broken ?? judged).element.scrollIntoView({ block: 'nearest' });
  }

  #begin(claims: readonly Claim[]): void {
    this.#items.clear();
    for (const claim of claims) this.#items.set(claim.id, new Item(claim));
    this.#list.replaceChildren(...[...this.#items.values()].map((item) => item.element));
  }
}

/** One claim. Its element is kept, so that the audience sees the mark change. */
class Item {
  readonly element: HTMLLIElement;
  readonly #mark = element('i', { class: 'mark' });
  readonly #evidence = element('p', { class: 'evidence' });

  constructor({ id, says }: Claim) {
    const sentence = element('p', { class: 'says' }, ...withCode(say(says)));
    this.element = element('li', { 'data-claim': id, 'data-verdict': 'waiting' }, this.#mark, sentence);
    this.element.append(this.#evidence);
  }

  get verdict(): string | undefined {
    return this.element.dataset.verdict;
  }

  /** @returns whether it was judged just now */
  draw(judged: Judged | undefined): boolean {
    const verdict = judged?.verdict ?? 'waiting';
    const isNew = verdict !== 'waiting' && verdict !== this.verdict;
    this.element.dataset.verdict = verdict;
    setText(this.#mark, verdict === 'waiting' ? '' : marks[verdict]);
    setText(this.#evidence, judged === undefined || verdict === 'holds' ? '' : evidence(judged));
    return isNew;
  }
}

function evidence(judged: Judged): string {
  if (judged.type === 'unsupported') return `${say(words.unsupported)}: ${say(judged.why)}`;
  const { verdict, expected, seen, deviation } = judged;
  if (verdict === 'known' && deviation !== undefined) {
    return `${say(deviationWords(deviation))}: ${say(deviation.does)}`;
  }
  const compared = `${say(words.expected)}: ${spaced(expected)}\n${say(words.seen)}: ${spaced(seen)}`;
  return deviation === undefined ? compared : `${compared}\n${say(deviationWords(deviation))}`;
}

/** JSON on one line with spaces at which it can break. */
const spaced = (value: unknown): string => String(JSON.stringify(value, null, 1)).replaceAll(/\n */g, ' ');

/** A sentence; the parts between backticks become code. */
const withCode = (text: string): (string | HTMLElement)[] =>
  text.split('`').map((part, index) => (index % 2 === 0 ? part : element('code', {}, part)));
