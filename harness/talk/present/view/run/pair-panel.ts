import { lanesOf } from '../../../../diagram/lanes.ts';
import { fencePackets } from '../../../../lab/fences/packets-of-fences.ts';
import type { PacketEntry, TraceEntry } from '../../../../protocol/packet.ts';
import { type Compared, type Difference, firstDifference } from '../../../../wire/trace/difference.ts';
import type { PairHead, PairSide, StageState } from '../../state.ts';
import { brokerBadge } from '../broker-badge.ts';
import { element, setText } from '../element.ts';
import { day, say } from '../say.ts';
import type { Talk } from '../talk/talk.ts';
import * as words from '../words.ts';
import { Diagram, ofTwo } from './diagram.ts';
import { type Step, type Story, storyOf } from './story.ts';

/** One lab on two brokers side by side, and the first packet that differs. */
export class PairPanel {
  readonly element = element('section', { class: 'run pair' });
  readonly #title = element('h2');
  readonly #step = element('p', { class: 'step' });
  readonly #sides = [new SideOfPair(), new SideOfPair()] as const;
  readonly #done = element('p', { class: 'done', role: 'status' });
  readonly #keys = element('p', { class: 'hints' });

  constructor() {
    this.element.append(
      element('header', {}, this.#title, this.#step),
      ...this.#sides.map((side) => side.element),
      element('footer', {}, this.#done, this.#keys),
    );
  }

  draw({ stage, pairEvents, deck, mayAct }: Talk): void {
    const { pair } = stage;
    if (pair === undefined) return;
    const card = deck.labs.find(({ id }) => id === pair.lab);
    const [one, other] = [storyOf(pairEvents[0]), storyOf(pairEvents[1])];
    const [a, b] = [compared(one, pair.sides[0], pair.step), compared(other, pair.sides[1], pair.step)];
    const difference = firstDifference(a, b);
    const isOver = pair.sides.every(({ state }) => state === 'ended');
    const step = pair.step ?? (isOver ? stepOf(difference, [one, other]) : undefined);
    this.element.dataset.state = isOver ? 'ended' : 'running';
    this.element.dataset.pair = String(pair.number);
    setText(this.#title, `${pair.lab.slice(0, 2)} ${say(card?.title ?? { en: pair.lab, ja: pair.lab })}`);
    const shown = stepIn(one, step) ?? stepIn(other, step);
    setText(this.#step, shown?.title === undefined ? '' : `${shown.number}  ${say(shown.title)}`);
    this.#drawDone(difference, isOver);
    setText(
      this.#keys,
      mayAct ? [...(isOver ? [] : [words.hurryIt]), words.backToSlide].map(say).join('   ') : '',
    );
    for (const index of [0, 1] as const) {
      const side = this.#sides[index];
      const story = index === 0 ? one : other;
      const differs = difference?.packets[index];
      side.draw({ story, step: stepIn(story, step), differs, lanes: card?.lanes });
      side.name(pair.sides[index], stage);
      side.scroll(pair, step);
    }
  }

  #drawDone(difference: Difference | undefined, isOver: boolean): void {
    this.#done.dataset.state = difference === undefined ? (isOver ? 'holds' : 'running') : 'differs';
    if (difference === undefined) {
      setText(this.#done, say(isOver ? words.bothAlike : words.comparing));
      return;
    }
    const { packets, what, values } = difference;
    const type = (packets[0] ?? packets[1])?.type ?? '';
    const told = `${say(words.firstDifference)}: ${type} · ${say(what)}: `;
    setText(this.#done, told + values.map((value) => say(value) || '–').join(' | '));
  }
}

/** One side: its broker and its packets. */
class SideOfPair {
  readonly #broker = element('p', { class: 'source' });
  readonly #diagram = new Diagram(ofTwo);
  readonly element = element('div', { class: 'side' }, this.#broker, this.#diagram.element);

  draw({
    story,
    step,
    differs,
    lanes,
  }: {
    readonly story: Story;
    readonly step: Step | undefined;
    readonly differs: PacketEntry | undefined;
    readonly lanes: readonly string[] | undefined;
  }): void {
    this.#diagram.draw(story, step, lanes, differs && new Map([[differs, 'differs']]));
  }

  name({ source }: PairSide, { brokers }: StageState): void {
    if (source.kind === 'recording') {
      const what = `${say(words.recorded)} · ${source.broker} · ${day(source.recordedAt)}`;
      this.#broker.replaceChildren(element('b', { class: 'recorded' }, what));
      return;
    }
    const broker = brokers.find(({ name }) => name === source.broker);
    this.#broker.replaceChildren(...(broker === undefined ? [] : [brokerBadge(broker)]));
  }

  scroll({ pages }: PairHead, step: number | undefined): void {
    this.#diagram.scroll({ pages, step });
  }
}

/**
 * Without fences: their number says nothing about a broker.
 * @param step only this step; undefined: the whole run
 */
function compared({ steps, packets, start }: Story, { state }: PairSide, step?: number): Compared {
  const entries = steps.flatMap((step) => step.entries);
  const { names } = lanesOf(entries);
  const fences = fencePackets(entries);
  const isIn = (entry: TraceEntry) =>
    step === undefined || steps.some(({ number, entries: own }) => number === step && own.includes(entry));
  return {
    packets: [...packets.keys()].filter(
      (entry): entry is PacketEntry => entry.kind === 'packet' && !fences.has(entry) && isIn(entry),
    ),
    laneOf: ({ connection, client }) => names.get(connection) ?? client,
    prefix: start?.topicPrefix ?? '',
    isOver: state === 'ended',
  };
}

/** The step that shows the difference; without a difference, the last step with packets. */
function stepOf(difference: Difference | undefined, stories: readonly Story[]): number | undefined {
  const found = stories.flatMap((story, index) =>
    story.steps.filter(({ entries }) => entries.some((entry) => entry === difference?.packets[index])),
  );
  const withPackets = stories.flatMap(({ steps }) =>
    steps.filter(({ entries }) => entries.some(({ kind }) => kind === 'packet')),
  );
  return found[0]?.number ?? withPackets.map(({ number }) => number).toSorted((a, b) => b - a)[0];
}

/** The step of this number, otherwise the newest. */
const stepIn = ({ steps }: Story, number: number | undefined): Step | undefined =>
  steps.find((step) => step.number === number) ?? steps.at(-1);
