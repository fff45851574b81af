import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { specClaims } from '../../../harness/claims/themes/index.ts';
import { checkDeck } from '../../../harness/talk/deck/check.ts';
import { changesFor } from '../../../harness/talk/sync/sync.ts';
import { labIds, loadLab } from '../../../labs/index.ts';
import { altTextProblems } from './checks/alt-texts.ts';
import { claimProblems } from './checks/claims.ts';
import { linkProblems } from './checks/links.ts';
import { markProblems } from './checks/marks.ts';
import { timeProblems } from './checks/times.ts';
import { twinProblems } from './checks/twins.ts';
import { decks } from './talk.ts';

const labs = await Promise.all(labIds.map(loadLab));
const claims = [...labs.flatMap((lab) => Object.keys(lab.claims)), ...specClaims.map(({ id }) => id)];

test('the talk is there in both languages', () => {
  expect(decks.map(({ file }) => path.basename(file)).sort()).toEqual(['mqtt.en.md', 'mqtt.ja.md']);
});

test('every slide has its twin in the other language', () => {
  const [one, other] = decks;
  expect(one && other && twinProblems(one, other)).toEqual([]);
});

test('snippets, outputs, figures and tables are what labs and recordings say now', async () => {
  const stale = await changesFor(decks.map(({ file }) => file));
  expect(
    stale.map(({ file }) => path.basename(file)),
    'npm run slides:sync brings them up to date',
  ).toEqual([]);
});

describe.each(decks)('$file', (deck) => {
  const { file, source, slides } = deck;

  test('passes the check that every build starts with, and nothing has to be said', () => {
    expect(checkDeck(file)).toEqual([]);
  });

  test('says in its front matter what it is', () => {
    const front = /^---\n([\s\S]*?)\n---\n/.exec(source)?.[1] ?? '';
    const fields = Object.fromEntries(
      [...front.matchAll(/^(\w+): *(.*)$/gm)].map(([, key, value]) => [key, value]),
    );
    expect(fields).toMatchObject({
      marp: 'true',
      theme: 'mqtt-hands-on',
      size: '16:9',
      paginate: 'true',
      lang: /\.(\w+)\.md$/.exec(file)?.[1],
      author: 'KAZY',
    });
    for (const field of ['title', 'description', 'header', 'footer']) expect(fields[field]).toBeTruthy();
  });

  test('keeps to what GitHub and editors show: Markdown, no HTML but comments', () => {
    const prose = source.replaceAll(/<!--[\s\S]*?-->|^```[\s\S]*?^```|`[^`]*`/gm, '');
    expect(prose).not.toMatch(/<[a-z/!]/i);
  });

  test('has a title and speaker notes on every slide', () => {
    expect(slides.length).toBeGreaterThan(20);
    for (const { title, notes } of slides) {
      expect(title).not.toBe('');
      expect(notes, title).toHaveLength(1);
    }
  });

  test('names every slide once, and sets nothing for later ones', () => {
    expect(markProblems(deck)).toEqual([]);
  });

  test('has a lightning cut of a few slides', () => {
    const lightning = slides.filter(({ cuts }) => cuts.includes('lightning')).length;
    expect(lightning).toBeGreaterThanOrEqual(5);
    expect(lightning).toBeLessThanOrEqual(slides.length / 2);
  });

  test('is over in 20 minutes, or in 5 as lightning talk, spoken calmly', () => {
    expect(timeProblems(deck)).toEqual([]);
  });

  test('tells the speaker what to do when a demo fails', () => {
    const demos = slides.filter(({ classes }) => classes.includes('demo'));
    for (const { notes, id } of demos)
      expect(notes.join(), id).toMatch(/^(?:動かないときは|If it fails): ./m);
  });

  test('rests on claims that tests hold', () => {
    expect(slides.flatMap((slide) => slide.claims).length).toBeGreaterThan(10);
    expect(claimProblems(deck, claims)).toEqual([]);
  });

  test('points only at what is there', () => {
    expect(linkProblems(deck)).toEqual([]);
  });

  test('describes every picture to those who cannot see it', () => {
    expect(altTextProblems(deck)).toEqual([]);
  });

  test('opens ports of containers to this machine only', () => {
    const commands = slides.flatMap((slide) => slide.programs).map(({ text }) => text);
    const published = commands.flatMap((text) => [...text.matchAll(/-p (\S+)/g)].map(([, port]) => port));
    expect(published.length).toBeGreaterThan(0);
    for (const port of published) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
  });

  test('shows a lab on each of its demos, by a plain link', () => {
    const demos = slides.filter(({ classes }) => classes.includes('demo'));
    expect(demos.length).toBeGreaterThanOrEqual(4);
    for (const { links, title } of demos) {
      const named = links.flatMap(({ target }) => /^\.\.\/labs\/(.*)\/lab\.ts$/.exec(target)?.[1] ?? []);
      expect(named, title).toHaveLength(1);
      expect(labIds).toContain(named[0]);
    }
  });
});
