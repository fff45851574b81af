import type { Command } from '../state.ts';
import { replaceDeckStyle } from './deck-style.ts';
import { markIdlePointer } from './idle.ts';
import type { Action } from './keys/key-list.ts';
import { actionFor, onKeys } from './keys/keys.ts';
import { NumberEntry } from './overlays/number-entry.ts';
import { Overlays } from './overlays/overlays.ts';
import { Overview } from './overlays/overview.ts';
import { PresenterSide } from './presenter/presenter.ts';
import { RoomStage } from './room/room-stage.ts';
import { slideLinkedFrom } from './slide-link.ts';
import { Slides } from './slides.ts';
import { Stage } from './stage.ts';
import { LoneTalk } from './talk/lone-talk.ts';
import { type Saved, SavedState } from './talk/saved-state.ts';
import { ServedTalk } from './talk/served-talk.ts';
import type { Talk } from './talk/talk.ts';
import { onTouch } from './touch.ts';
import * as words from './words.ts';

const { body } = document;
const stage = new Stage(new Slides());
const side = body.dataset.view === 'presenter' ? new PresenterSide() : undefined;
body.append(stage.element, ...(side?.elements ?? []));
const room = new RoomStage(stage.element);
const overlays = new Overlays(body, side?.remarks);
const goTo = (to: number) => {
  overview.close();
  ask({ do: 'go', to }).catch(failed);
};
const overview = new Overview(body, goTo);
const entry = new NumberEntry(overlays, () => talk.deck.slides.length, goTo);

/** In ms. */
const FRAME = 16;

let shownRevision = 0;
let isPlanned = false;
let drawn = 0;

/**
 * Draws now, and then at most once a frame. It uses no animation frames: a covered window gets none and would be out of
 * date when it becomes visible.
 */
function changed(): void {
  if (isPlanned) return;
  isPlanned = true;
  setTimeout(
    () => {
      isPlanned = false;
      drawn = performance.now();
      draw(talk);
    },
    drawn + FRAME - performance.now(),
  );
}

function draw(current: Talk): void {
  // The state has arrived; the deck has not been fetched yet.
  if (current.deck.slides.length === 0) return;
  const { revision } = current.stage;
  if (revision !== shownRevision && shownRevision !== 0) replaceDeckStyle(revision);
  shownRevision = revision;
  stage.draw(current);
  side?.draw(current);
  room.draw(current);
  overlays.draw(current);
  const title = document.querySelector('.stage h1')?.textContent;
  if (title) document.title = title;
}

async function perform(action: Action): Promise<void> {
  if ('window' in action && action.window === 'help') return overlays.help(!overlays.helps);
  if ('window' in action && action.window === 'fullscreen') return toggleFullscreen();
  if ('do' in action && action.do === 'back' && overlays.helps) return overlays.help(false);
  if (!talk.mayAct) overlays.say(words.following);
  else if ('digit' in action) await enter(action.digit);
  else if ('do' in action) await ask(action);
  else if (action.window === 'go') entry.begin();
  else if (action.window === 'overview') overview.open(talk);
  else if (!talk.isAlone) window.open('/presenter', 'mqtt-hands-on-presenter');
}

async function enter(digit: string): Promise<void> {
  if (talk.stage.shown === 'slide') entry.begin(digit);
  else await ask({ do: 'look', step: Number(digit) });
}

async function ask(command: Command): Promise<void> {
  const refusal = await talk.ask(command);
  if (refusal !== undefined) overlays.say(refusal);
}

async function toggleFullscreen(): Promise<void> {
  if (document.fullscreenElement) await document.exitFullscreen();
  else await document.documentElement.requestFullscreen();
}

/** The talk in a saved page; the page contains everything. */
function savedTalk(): Talk | undefined {
  const text = document.querySelector('#talk')?.textContent;
  if (!text) return undefined;
  const saved: Saved = JSON.parse(text);
  const savedState = new SavedState(saved, () => sessionStorage, `mqtt-hands-on ${location.pathname}`);
  return new LoneTalk({ ...saved, changed, savedState });
}

const talk: Talk = savedTalk() ?? new ServedTalk(body.dataset.visitor === 'presenter', changed);
changed();
if (!talk.mayAct) overlays.say(words.following);
const failed = (error: unknown) => overlays.say(words.failed(String(error)));
const act = (action: Action) => {
  perform(action).catch(failed);
};
onKeys(act, (key) => entry.take(key) || overview.take(key));
onTouch(side === undefined ? body : stage.element, (way) => {
  // Like a clicker.
  const action = actionFor(way === 'next' ? 'PageDown' : 'PageUp');
  if (action !== undefined) act(action);
});
if (side === undefined) markIdlePointer(document.documentElement);
body.addEventListener('click', (event) => {
  const slide = slideLinkedFrom(event);
  if (slide !== undefined) perform({ do: 'go', to: slide }).catch(failed);
});
body.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest('button') : null;
  const { lab, broker, do: bare } = button?.dataset ?? {};
  if (lab !== undefined) ask({ do: 'run', lab }).catch(failed);
  const packet = target instanceof Element ? target.closest<SVGElement>('[data-event]') : null;
  if (packet !== null && talk.mayAct) ask({ do: 'open', packet: Number(packet.dataset.event) }).catch(failed);
  if (broker !== undefined) ask({ do: 'choose', broker }).catch(failed);
  if (bare === 'restart-clock') ask({ do: bare }).catch(failed);
});
