import type { Text } from '../../../base/text.ts';
import { summary } from '../../../lab/terminal/summary.ts';
import type { LabCard, RunHead, StageState } from '../state.ts';
import { brokerBadge } from './broker-badge.ts';
import { ClaimList } from './claim-list.ts';
import { Diagram } from './diagram.ts';
import { element, setText } from './element.ts';
import { openedIn, PacketView } from './packet-view.ts';
import { day, say } from './say.ts';
import { remarkLine, type Story, storyOf } from './story.ts';
import type { Talk } from './talk/talk.ts';
import * as words from './words.ts';

/** A run on the slide: its steps, its packets as they cross, its claims as they turn out. */
export class RunPanel {
  readonly element = element('section', { class: 'run' });
  readonly #title = element('h2');
  readonly #source = element('p', { class: 'source' });
  readonly #step = element('p', { class: 'step' });
  readonly #claims = new ClaimList();
  readonly #claimsSide = element('div', { class: 'claims-side', tabindex: '0' }, this.#claims.element);
  /** What is said in a step in which no packet is sent. */
  readonly #said = element('div', { class: 'said' });
  readonly #diagram = new Diagram();
  readonly #packet = new PacketView();
  readonly #done = element('p', { class: 'done', role: 'status' });
  readonly #keys = element('p', { class: 'hints' });

  constructor() {
    this.element.append(
      element('header', {}, this.#title, this.#source),
      this.#claimsSide,
      element('div', { class: 'packets-side' }, this.#step, this.#said, this.#diagram.element),
      element('footer', {}, this.#done, this.#keys),
      this.#packet.element,
    );
  }

  draw({ stage, events, deck, mayAct }: Talk): void {
    const { run } = stage;
    if (run === undefined) return;
    const story = storyOf(events);
    const card = deck.labs.find(({ id }) => id === run.lab);
    this.element.dataset.source = run.source.kind;
    this.element.dataset.state = run.state;
    if (this.element.dataset.run !== String(run.number)) this.#claimsSide.scrollTop = 0;
    this.element.dataset.run = String(run.number);
    setText(this.#title, `${run.lab.slice(0, 2)} ${say(card?.title ?? { en: run.lab, ja: run.lab })}`);
    this.#source.replaceChildren(...sourceOf(run, stage));
    this.#claims.draw(claimsOf(card, story), story);
    const step = story.steps[(run.step ?? story.steps.length) - 1] ?? story.steps.at(-1);
    setText(this.#step, stepLine(step, story));
    const opened = openedIn(story, run.packet, step);
    this.#diagram.draw(story, step, card?.lanes, opened && new Map([[opened, 'chosen']]));
    this.#packet.draw(opened, story, { lanes: card?.lanes, mayAct });
    this.element.dataset.packet = String(opened !== undefined);
    const silent = this.#diagram.isEmpty ? (step?.remarks ?? []) : [];
    this.#said.replaceChildren(...silent.map((remark) => element('p', {}, remarkLine(remark))));
    this.element.dataset.wide = String(this.#diagram.isWide);
    this.#drawDone(run, story);
    setText(this.#keys, mayAct ? hints[run.state].map(say).join('   ') : '');
    // Last: everything else decides how much room there is.
    this.#diagram.scroll(run);
  }

  #drawDone(run: RunHead, story: Story): void {
    const { state, text } = ending(run, story);
    this.#done.dataset.state = state;
    const offered = state === 'failed' && run.source.kind === 'live';
    setText(this.#done, offered ? `${text} — ${say(words.offer)}` : text);
  }
}

const hints: Readonly<Record<RunHead['state'], readonly Text[]>> = {
  running: [words.hurryIt, words.cancelIt, words.backToSlide],
  playing: [words.hurryIt, words.backToSlide],
  ended: [words.lookBack, words.backToSlide],
};

const stepLine = (step: Story['steps'][number] | undefined, { done }: Story): string => {
  if (step?.title !== undefined) return `${step.number}  ${say(step.title)}`;
  return done === undefined ? say(words.starting) : '';
};

/** What the lab declares, until it says itself what it claims under its protocol version. */
function claimsOf(card: LabCard | undefined, { start }: Story): LabCard['claims'] {
  const version = start?.protocolVersion ?? 5;
  return card?.claims.filter(({ under }) => under.includes(version)) ?? [];
}

function sourceOf({ source }: RunHead, { brokers, chosen }: StageState): Element[] {
  if (source.kind === 'recording') {
    const what = `${say(words.recorded)} · ${source.broker} · ${day(source.recordedAt)}`;
    const label = element('b', { class: 'recorded' }, what);
    return source.why ? [label, element('span', { class: 'why' }, say(source.why))] : [label];
  }
  const broker =
    brokers.find(({ name }) => name === source.broker) ?? brokers.find(({ name }) => name === chosen);
  return broker === undefined ? [] : [brokerBadge(broker)];
}

/** How it ended, in a word and in a sentence. */
function ending(run: RunHead, { done, claims }: Story): { readonly state: string; readonly text: string } {
  if (done === undefined) return { state: 'running', text: '' };
  const verdicts = [...claims.values()].map(({ verdict }) => verdict);
  const count = (wanted: string) => verdicts.filter((verdict) => verdict === wanted).length;
  const unsupported = count('unsupported');
  const tally = { broken: count('broken'), deviating: count('known'), unsupported };
  const judged = say(summary({ claims: verdicts.length - unsupported, ...tally }));
  if (run.cancelled && done.outcome === 'could-not-run')
    return { state: 'cancelled', text: say(words.cancelled) };
  const reason: Text | undefined = done.reason;
  if (done.outcome === 'could-not-run') {
    return { state: 'failed', text: `${say(words.couldNotRun)}: ${reason ? say(reason) : ''}` };
  }
  const time = say(words.took(done.at));
  return { state: done.outcome, text: `${judged} · ${reason ? say(reason) : time}` };
}
