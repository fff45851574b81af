import type { LabCard } from '../state.ts';
import { element, setText } from './element.ts';
import { say } from './say.ts';
import type { Story } from './story.ts';
import * as words from './words.ts';

type Claim = LabCard['claims'][number];
type Judged = Story['claims'] extends Map<string, infer J> ? J : never;

const marks = { waiting: '', holds: '✔', broken: '✘', known: '≠' } as const;

/** The claims of a lab, each waiting until it is judged; below them what is only observed. */
export class ClaimList {
  readonly element = element('div', { class: 'claims' });
  readonly #list = element('ul');
  readonly #remarks = element('ul', { class: 'remarks' });
  readonly #items = new Map<string, Item>();

  constructor() {
    this.element.append(this.#list, this.#remarks);
  }

  draw(claims: readonly Claim[], { claims: judged, remarks }: Story): void {
    const ids = claims.map(({ id }) => id).join();
    if (ids !== [...this.#items.keys()].join()) this.#begin(claims);
    for (const [id, item] of this.#items) item.draw(judged.get(id));
    const lines = remarks.map((remark) =>
      remark.type === 'note' ? say(remark.text) : `${say(remark.says)}: ${JSON.stringify(remark.seen)}`,
    );
    if (lines.length !== this.#remarks.childElementCount) {
      this.#remarks.replaceChildren(...lines.map((line) => element('li', {}, line)));
    }
  }

  #begin(claims: readonly Claim[]): void {
    this.#items.clear();
    for (const claim of claims) this.#items.set(claim.id, new Item(claim));
    this.#list.replaceChildren(...[...this.#items.values()].map((item) => item.element));
  }
}

/** One claim. The element stays, so that its mark can change before everybody's eyes. */
class Item {
  readonly element: HTMLLIElement;
  readonly #mark = element('i', { class: 'mark' });
  readonly #evidence = element('p', { class: 'evidence' });

  constructor({ id, says }: Claim) {
    const sentence = element('p', { class: 'says' }, say(says));
    this.element = element('li', { 'data-claim': id, 'data-verdict': 'waiting' }, this.#mark, sentence);
    this.element.append(this.#evidence);
  }

  draw(judged: Judged | undefined): void {
    const verdict = judged?.verdict ?? 'waiting';
    this.element.dataset.verdict = verdict;
    setText(this.#mark, marks[verdict]);
    setText(this.#evidence, judged === undefined || verdict === 'holds' ? '' : evidence(judged));
  }
}

function evidence({ verdict, expected, seen, deviation }: Judged): string {
  if (verdict === 'known' && deviation !== undefined) {
    return `${say(words.knownDeviation)}: ${say(deviation.does)}`;
  }
  return `${say(words.expected)}: ${JSON.stringify(expected)}\n${say(words.seen)}: ${JSON.stringify(seen)}`;
}
