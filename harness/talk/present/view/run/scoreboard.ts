import type { PacketEntry } from '../../../../protocol/packet.ts';
import type { LabCard } from '../../state.ts';
import { element } from '../element.ts';
import { say } from '../say.ts';
import * as words from '../words.ts';
import type { Story } from './story.ts';

type Score = NonNullable<LabCard['score']>;

/** The scoreboard at the end of a run: each figure with the packet that was lost for it. */
export class Scoreboard {
  readonly element = element('div', { class: 'score' });
  #drawn = '';

  /** @param score undefined: the run has no scoreboard, or has not reached it */
  draw(score: Score | undefined, story: Story): void {
    this.element.hidden = score === undefined;
    const columns = score === undefined ? [] : Object.entries(score.figures).map((of) => columnOf(of, story));
    const drawn = JSON.stringify(columns);
    if (score === undefined || drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.element.style.setProperty('--columns', String(columns.length));
    this.element.replaceChildren(
      element('p', { class: 'score-says' }, say(score.says)),
      ...columns.map((column) => columnElement(column)),
    );
  }
}

interface Column {
  readonly says: string;
  readonly figure: string;
  readonly verdict: string;
  readonly lost: readonly Lost[];
}

interface Lost {
  readonly type: string;
  readonly client: string;
  readonly way: PacketEntry['direction'];
}

function columnOf([claim, says]: [string, Score['says'] | undefined], story: Story): Column {
  const judged = story.claims.get(claim);
  const step = story.steps.find((taken) => taken.judged.includes(claim));
  const seen = judged?.type === 'claim' ? judged.seen : undefined;
  return {
    says: says === undefined ? claim : say(says),
    figure: typeof seen === 'number' || typeof seen === 'string' ? String(seen) : NO_FIGURE,
    verdict: judged?.verdict ?? 'waiting',
    lost: (step?.entries ?? []).flatMap((entry) =>
      entry.kind === 'packet' && entry.fate === 'lost'
        ? [{ type: entry.type, client: entry.client, way: entry.direction }]
        : [],
    ),
  };
}

/** The broker does not support it. */
const NO_FIGURE = '–';

const columnElement = ({ says, figure, verdict, lost }: Column): Element =>
  element(
    'div',
    { class: 'score-column', 'data-verdict': verdict },
    element('p', { class: 'score-of' }, says),
    element('p', { class: 'figure' }, figure),
    ...lost.map((packet) => lostElement(packet)),
  );

/** An arrow from the sender that does not reach the receiver. */
function lostElement({ type, client, way }: Lost): Element {
  const ends = [element('span', {}, client), element('span', {}, say(words.theBroker))];
  return element(
    'p',
    { class: 'score-lost', 'data-way': way },
    element('b', {}, say(words.lostPacket(type))),
    element('i', { class: 'score-arrow', 'aria-hidden': 'true' }),
    ...ends,
  );
}
