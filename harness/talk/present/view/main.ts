import type { Command, Deck, Notes, RecordedRun } from '../state.ts';
import { replaceDeckStyle } from './deck-style.ts';
import type { Action } from './keys/key-list.ts';
import { onKeys } from './keys/keys.ts';
import { Overlays } from './overlays.ts';
import { PresenterSide } from './presenter.ts';
import { RoomStage } from './room/room-stage.ts';
import { Slides } from './slides.ts';
import { Stage } from './stage.ts';
import { LoneTalk } from './talk/lone-talk.ts';
import { ServedTalk } from './talk/served-talk.ts';
import type { Talk } from './talk/talk.ts';
import * as words from './words.ts';

const { body } = document;
const stage = new Stage(new Slides());
const side = body.dataset.view === 'presenter' ? new PresenterSide() : undefined;
body.append(stage.element, ...(side?.elements ?? []));
const room = new RoomStage(stage.element);
const overlays = new Overlays(body);

/** In ms. */
const FRAME = 16;

let shownRevision = 0;
let isPlanned = false;
let drawn = 0;

/**
 * Draws at once, and then not more often than a screen shows. Not by animation frames: a window that is covered gets
 * none, and would show what was when it comes into sight.
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
  // It has been told what is on the stage, and has yet to fetch it.
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
  if ('window' in action) {
    if (action.window === 'help') overlays.help(!overlays.helps);
    if (action.window === 'presenter' && talk.mayAct && !talk.isAlone)
      window.open('/presenter', 'mqtt-hands-on-presenter');
    if (action.window === 'fullscreen') await toggleFullscreen();
    return;
  }
  if (action.do === 'back' && overlays.helps) return overlays.help(false);
  if (talk.mayAct) await ask(action);
  else overlays.say(words.following);
}

async function ask(command: Command): Promise<void> {
  const refusal = await talk.ask(command);
  if (refusal !== undefined) overlays.say(refusal);
}

async function toggleFullscreen(): Promise<void> {
  if (document.fullscreenElement) await document.exitFullscreen();
  else await document.documentElement.requestFullscreen();
}

/** A page that was saved holds everything itself. */
function savedTalk(): Talk | undefined {
  const text = document.querySelector('#talk')?.textContent;
  if (!text) return undefined;
  const saved: { deck: Deck; notes: Notes; recordings: Record<string, RecordedRun> } = JSON.parse(text);
  return new LoneTalk({ ...saved, changed });
}

const talk: Talk = savedTalk() ?? new ServedTalk(body.dataset.visitor === 'presenter', changed);
changed();
if (!talk.mayAct) overlays.say(words.following);
const failed = (error: unknown) => overlays.say(words.failed(String(error)));
onKeys((action) => {
  perform(action).catch(failed);
});
body.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest('button') : null;
  const { lab, broker } = button?.dataset ?? {};
  if (lab !== undefined) ask({ do: 'run', lab }).catch(failed);
  if (broker !== undefined) ask({ do: 'choose', broker }).catch(failed);
});
