import type { Language, Text } from '../../base/text.ts';
import type { RunTold } from '../serve/book-runs.ts';
import * as words from '../serve/words.ts';
import { followPackets } from './cursor.ts';

const language: Language = document.documentElement.lang === 'ja' ? 'ja' : 'en';
const [, lab] = /\/labs\/([^/]+)\/$/.exec(location.pathname) ?? [];
const place = document.getElementById('run');
if (lab !== undefined && place !== null) offerRun(lab, place);

/** Puts a button above the recorded run. What is run takes the place of what was recorded. */
function offerRun(id: string, before: HTMLElement): void {
  const button = document.createElement('button');
  const status = document.createElement('p');
  const bar = document.createElement('div');
  bar.className = 'run-here not-content';
  status.setAttribute('role', 'status');
  button.type = 'button';
  button.textContent = words.runIt[language];
  bar.append(button, status);
  before.after(bar);
  let isRunning = false;

  button.addEventListener('click', () => {
    order(isRunning ? { do: 'cancel' } : { do: 'run', lab: id }).then(
      (refusal) => {
        if (refusal !== undefined) status.textContent = refusal[language];
      },
      () => {
        status.textContent = words.noServer[language];
      },
    );
  });

  new EventSource('/events').addEventListener('run', ({ data }) => {
    const told: RunTold = JSON.parse(data);
    isRunning = told.state === 'running';
    button.textContent = (isRunning ? words.stopIt : words.runIt)[language];
    if (told.lab !== id) {
      status.textContent = isRunning ? words.otherRuns[language] : '';
      return;
    }
    status.textContent = told.reason?.[language] ?? words.states[told.state](told.broker ?? '')[language];
    for (const step of told.steps) show(step.number, step.html[language]);
  });
}

/** A step that the recording does not have is not shown: the page of a lab that was changed is built anew. */
function show(number: number, html: string): void {
  const old = document.querySelector(`.run-step[data-step="${number}"]`);
  if (old === null) return;
  const made = document.createElement('template');
  made.innerHTML = html;
  const step = made.content.firstElementChild;
  if (!(step instanceof HTMLElement)) return;
  step.dataset.live = 'true';
  old.replaceWith(step);
  followPackets(step);
}

/** The reason where the server refuses. */
async function order(command: object): Promise<Text | undefined> {
  const answer = await fetch('/do', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(command),
  });
  if (answer.ok) return undefined;
  return answer.headers.get('Content-Type')?.startsWith('application/json') === true
    ? answer.json()
    : words.noServer;
}
