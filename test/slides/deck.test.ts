import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkDeck } from '../../slides/build/check.ts';
import { deck, slides, slidesFolder, source } from './talk.ts';

const relative = (target: string) => !/^[a-z]+:|^#/i.test(target);
const isFile = async (file: string) => (await stat(file).catch(() => undefined))?.isFile() === true;

describe('the talk', () => {
  test('passes the check that every build starts with', async () => {
    await checkDeck(deck);
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
      lang: 'ja',
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

  test('points only at files that are there', async () => {
    const targets = slides.flatMap(({ links, images }) => [...links, ...images.map(({ file }) => file)]);
    const local = targets.filter(relative);
    expect(local.length).toBeGreaterThan(10);
    for (const target of local) expect(await isFile(path.resolve(slidesFolder, target)), target).toBe(true);
  });

  test('describes every picture to those who cannot see it', () => {
    const images = slides.flatMap((slide) => slide.images);
    expect(images.length).toBeGreaterThan(5);
    for (const { file, alt } of images) expect(alt.length, file).toBeGreaterThan(10);
  });

  test('keeps programs small enough to read from the last row', () => {
    for (const { text } of slides.flatMap((slide) => slide.programs)) {
      const lines = text.trimEnd().split('\n');
      expect(lines.length, text).toBeLessThanOrEqual(15);
      for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(60);
    }
  });

  test('shows the Python program that was really run', () => {
    const shown = slides.flatMap((slide) => slide.programs).filter(({ language }) => language === 'python');
    expect(shown.map(({ text }) => text)).toEqual([
      readFileSync(path.join(slidesFolder, 'snippets/paho_hello.py'), 'utf8'),
    ]);
  });

  test('opens ports of containers to this machine only', () => {
    const commands = slides.flatMap((slide) => slide.programs).map(({ text }) => text);
    const published = commands.flatMap((text) => [...text.matchAll(/-p (\S+)/g)].map(([, port]) => port));
    expect(published.length).toBeGreaterThan(0);
    for (const port of published) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
  });
});

describe('the demos', () => {
  const demos = slides.filter(({ classes }) => classes.includes('demo'));

  test.each([
    ['01', '01-start-a-broker'],
    ['02', '02-publish-subscribe'],
    ['03', '03-retain'],
    ['04', '04-qos'],
  ])('lab %s has its slide, with the command and a plain link', (number, lab) => {
    const demo = demos[Number(number) - 1];
    expect(demo?.links).toEqual([`../labs/${lab}/lab.ts`]);
    expect(demo?.programs.map(({ text }) => text).join('')).toContain(`npm run lab ${number}`);
    expect(demo?.notes.join('')).toContain(lab);
  });

  test('are as many as the labs of the talk', () => {
    expect(demos).toHaveLength(4);
    expect(source).toContain('npm start');
  });
});
