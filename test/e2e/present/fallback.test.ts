import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test, vi } from 'vitest';
import { freePorts } from '../../../harness/process/free-ports.ts';
import { saveTalk } from '../../../harness/talk/present/save.ts';
import type { BrokerState } from '../../../harness/talk/present/state.ts';
import { readRecording } from '../../../labs/recordings.ts';
import { deckOf } from './deck.ts';
import { presenting, View, withBrowser } from './talk.ts';

const windows = withBrowser();
const { broker, recordedAt } = readRecording('03-retain');
const day = new Intl.DateTimeFormat('en', { dateStyle: 'long' }).format(new Date(recordedAt));
const label = `Recorded run · Mosquitto ${broker.version} · ${day}`;

test('a broker that is not there: the recorded run plays, and says so', async (context) => {
  const [port] = await freePorts(1);
  const { url } = await presenting(context, { broker: `mqtt://127.0.0.1:${port}` });
  const view = await (await windows(context)).open(url);
  await view.press('ArrowRight');
  await view.until('section .badge[data-state="failed"]');
  await view.press('r');
  await view.until('.recorded');
  expect(await view.text('.recorded')).toBe(label);
  const address = `mqtt://127.0.0.1:${port}`;
  expect(await view.text('.source .why')).toBe(`${address} can't be reached: this is a recorded run`);
  await view.press('s');
  await view.untilDone('holds');
});

test('a broker that can not be started: a word for the room, all of it for the presenter', async (context) => {
  vi.stubEnv('DOCKER_HOST', 'tcp://127.0.0.1:1');
  vi.stubEnv('PATH', '');
  context.onTestFinished(() => void vi.unstubAllEnvs());
  const told: BrokerState[] = [];
  const { url } = await presenting(context, { broker: 'mosquitto', told: (state) => told.push(state) });
  const open = await windows(context);
  const view = await open.open(url);
  const presenter = await open.open(url.replace('/?', '/presenter?'));
  await view.press('ArrowRight', 'r');
  await view.until('.recorded');
  expect(await view.text('.source .why')).toBe("mosquitto can't be started here: this is a recorded run");
  const all = told.at(-1)?.says?.en ?? '';
  expect(all.length).toBeGreaterThan(60);
  expect(await presenter.text('.choose[data-broker="mosquitto"] .why')).toBe(all);
});

test('a recorded run can be asked for', async (context) => {
  const { url } = await presenting(context);
  const view = await (await windows(context)).open(url);
  await view.press('ArrowRight', 'Shift+R');
  await view.until('.recorded');
  expect(await view.text('.source')).toBe(label);
});

test('a view that loses its server goes on: slides, and recorded runs', async (context) => {
  const talk = await presenting(context);
  const view = await (await windows(context)).open(talk.url);
  await view.page.waitForLoadState('networkidle');
  await talk[Symbol.asyncDispose]();
  await view.until('.trouble');
  expect(await view.text('.trouble')).toBe('no connection to the server: recorded runs only');
  await view.press('ArrowRight');
  await view.untilSlide(2);
  await view.press('r');
  await view.until('.recorded');
  expect(await view.text('.source')).toContain('there is no server to run it');
  await view.press('s');
  await view.untilDone('holds');
  await view.press('ArrowRight');
  await view.untilSlide(3);
});

test('a talk saved as a file stays where it was when its window is loaded again', async (context) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'saved-'));
  context.onTestFinished(() => rm(folder, { recursive: true }));
  const file = path.join(folder, 'talk.html');
  const saved = { deck: await deckOf(context), language: 'en', cut: undefined, notes: false } as const;
  await saveTalk(saved, file);
  const open = await windows(context);
  const view = await open.open(pathToFileURL(file).href);
  const question = () => view.text('.question');
  await view.press('ArrowRight', 'r');
  const [first, second] = readRecording('03-retain').steps;
  await expect.poll(question).toBe(first?.question?.en);
  await view.press(' ');
  await expect.poll(question).toBe(second?.question?.en);
  const verdicts = await view.verdicts();
  await view.page.reload();
  await expect.poll(question).toBe(second?.question?.en);
  expect(await view.verdicts()).toEqual(verdicts);
  expect(Object.values(verdicts)).toContain('holds');
  await view.press('a');
  await view.untilDone('holds');
  await view.page.reload();
  await view.untilDone('holds');
  await saveTalk(saved, file);
  await view.page.reload();
  await view.untilSlide(2);
  expect(open.complaints).toEqual([]);
});

test('a talk saved as a file plays its recorded runs, and asks nobody for anything', async (context) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'saved-'));
  context.onTestFinished(() => rm(folder, { recursive: true }));
  const file = path.join(folder, 'talk.html');
  await saveTalk({ deck: await deckOf(context), language: 'en', cut: undefined, notes: false }, file);
  expect(await readFile(file, 'utf8')).not.toContain('say hello');
  const open = await windows(context);
  const asked: string[] = [];
  open.context.on('request', (request) => asked.push(request.url().slice(0, 60)));
  const page = await open.context.newPage();
  await page.goto(pathToFileURL(file).href);
  const view = new View(page);
  await view.press('ArrowRight', 'r');
  await view.until('.recorded');
  expect(await view.text('.recorded')).toBe(label);
  expect(await view.text('.hints')).not.toContain('c: cancel');
  await view.press('s');
  await view.untilDone('holds');
  await view.press('?');
  const listed = await page.locator('.help kbd').allInnerTexts();
  expect(listed).toEqual(expect.arrayContaining(['r', 'a', 's', '1 … 9, 0', '?']));
  for (const key of ['Shift+R', 'Shift+B', 'v', 'c', 'b', 'i', 'p']) expect(listed).not.toContain(key);
  expect(await view.text('.help')).toContain("play the slide's recorded run");
  expect(await view.text('.help')).not.toContain("run the slide's lab");
  await view.press('i');
  expect(await view.text('.remark')).toBe('there is no server here that the room could follow');
  await view.press('v');
  await expect.poll(() => view.text('.remark')).toBe('there is no server to run it');
  expect(await page.locator('.pair').count()).toBe(0);
  await view.press('p', '1');
  await expect.poll(() => view.text('.step')).toMatch(/^1 /);
  expect(open.context.pages()).toEqual([page]);
  expect(asked.filter((url) => !/^(file|data):/.test(url))).toEqual([]);
  expect(open.complaints).toEqual([]);
});
