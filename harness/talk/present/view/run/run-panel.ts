import type { Text } from '../../../../base/text.ts';
import { summary } from '../../../../lab/terminal/summary.ts';
import type { LabCard, RunHead } from '../../state.ts';
import { element, setText } from '../element.ts';
import { say } from '../say.ts';
import type { Talk } from '../talk/talk.ts';
import * as words from '../words.ts';
import { ClaimList } from './claim-list.ts';
import { Diagram } from './diagram.ts';
import { tighten } from './fit.ts';
import { openedIn, PacketView } from './packet-view.ts';
import { drawLarge } from './remarks.ts';
import { RunQuestion } from './run-question.ts';
import { sourceOf } from './run-source.ts';
import { Scoreboard } from './scoreboard.ts';
import { type Story, storyOf } from './story.ts';

/** A run on the slide: its steps, its packets as they are sent, and its claims as they are judged. */
export class RunPanel {
  readonly element = element('section', { class: 'run' });
  readonly #title = element('h2');
  readonly #source = element('p', { class: 'source' });
  readonly #step = element('p', { class: 'step' });
  readonly #claims = new ClaimList();
  readonly #claimsSide = element('div', { class: 'claims-side', tabindex: '0' }, this.#claims.element);
  /** The text of a step in which no packet is sent. */
  readonly #said = element('div', { class: 'said' });
  readonly #diagram = new Diagram();
  readonly #packet = new PacketView();
  readonly #question = new RunQuestion();
  readonly #score = new Scoreboard();
  readonly #done = element('p', { class: 'done', role: 'status' });
  readonly #keys = element('p', { class: 'hints' });

  constructor() {
    this.element.append(
      element('header', {}, this.#title, this.#source),
      this.#claimsSide,
      element(
        'div',
        { class: 'packets-side' },
        this.#step,
        this.#said,
        this.#diagram.element,
        this.#question.element,
        this.#score.element,
      ),
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
    if (this.element.dataset.run !== String(run.number)) {
      this.#claimsSide.scrollTop = 0;
      this.#claimsSide.dataset.tight = '0';
    }
    this.element.dataset.run = String(run.number);
    setText(this.#title, `${run.lab.slice(0, 2)} ${say(card?.title ?? { en: run.lab, ja: run.lab })}`);
    this.#claims.draw(claimsOf(card, story), story);
    const point = pointOf(run, story);
    const step = story.steps[(point ?? story.steps.length) - 1] ?? story.steps.at(-1);
    this.#source.replaceChildren(...sourceOf(run, stage, step?.number ?? 0));
    // Claims that are not judged yet would give the answer away.
    this.element.dataset.holds = String(run.holds === true && run.state !== 'ended');
    this.element.dataset.held = heldWord(run, story);
    this.#question.draw(run);
    const score = isOver(run, story) && point === undefined ? card?.score : undefined;
    this.#score.draw(score, story);
    this.element.dataset.score = String(score !== undefined);
    setText(this.#step, stepLine(step, story));
    const opened = openedIn(story, run.packet, step);
    const told = { ...story, start: step?.start ?? story.start };
    this.#diagram.draw(told, step, card?.lanes, opened && new Map([[opened, 'chosen']]));
    this.#packet.draw(opened, story, { lanes: card?.lanes, mayAct });
    this.element.dataset.packet = String(opened !== undefined);
    const silent = this.#diagram.isEmpty ? (step?.remarks ?? []) : [];
    this.#said.replaceChildren(...drawLarge(silent));
    const wide = String(this.#diagram.isWide);
    // Claims that move to another place may be set looser there.
    if (this.element.dataset.wide !== wide) this.#claimsSide.dataset.tight = '0';
    this.element.dataset.wide = wide;
    this.#drawDone(run, story, mayAct && card?.recorded === true);
    setText(this.#keys, mayAct ? hintsOf(run).map(say).join('   ') : '');
    // Last, because all other parts change how much room there is.
    this.#diagram.scroll(run);
    tighten(this.#claimsSide);
    const isStill = run.held !== undefined || run.state === 'ended';
    if (isStill && run.pages === 0 && opened === undefined) this.#diagram.showAccident();
  }

  /** @param isRecorded whether there is a recorded run that may be played here */
  #drawDone(run: RunHead, story: Story, isRecorded: boolean): void {
    const { state, text } = ending(run, story);
    this.#done.dataset.state = state;
    const offered = isRecorded && state === 'failed' && run.source.kind === 'live';
    setText(this.#done, offered ? `${text} — ${say(words.offer)}` : text);
  }
}

/** The selected step; after the end of a run, the step that the slide names. */
const pointOf = (run: RunHead, story: Story): number | undefined =>
  run.step ?? (isOver(run, story) ? run.point : undefined);

const isOver = ({ state }: RunHead, { done }: Story): boolean =>
  state === 'ended' && done !== undefined && done.outcome !== 'could-not-run';

/** Before the first step there is nothing else to see. */
function heldWord({ held }: RunHead, { steps }: Story): string {
  if (held === undefined) return 'no';
  return held !== 'end' && (steps.at(-1)?.number ?? 0) === 0 ? 'first' : 'between';
}

function hintsOf({ state, held }: RunHead): readonly Text[] {
  if (held === undefined) return hints[state];
  return [held === 'end' ? words.showResult : words.playIt, words.playThrough, words.backToSlide];
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

/** The lab's declared claims, until the run tells the claims for its protocol version. */
function claimsOf(card: LabCard | undefined, { start }: Story): LabCard['claims'] {
  const version = start?.protocolVersion ?? 5;
  return card?.claims.filter(({ under }) => under.includes(version)) ?? [];
}

/** How the run ended, as a word and as a sentence. */
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
  // The full reason is in the presenter's view.
  if (done.outcome === 'could-not-run') return { state: 'failed', text: say(words.couldNotRun) };
  const from = run.source.kind === 'recording' ? run.source.takesOver?.from : undefined;
  const time = from === undefined ? words.took(done.at) : words.recordedPart(from);
  return { state: done.outcome, text: `${judged} · ${reason ? say(reason) : say(time)}` };
}
