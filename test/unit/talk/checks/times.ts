import type { Deck } from '../../../../harness/talk/deck/slide.ts';
import { problem } from './problem.ts';

/** The first line of a slide's notes: `Time: 40 s (1:45 so far, 1:05 of the five-minute talk)`. */
const TIME = /^(?:時間|Time): (\d+) ?(?:秒|s) ?\((.+)\)$/m;

/** Lines of the notes that are for the speaker alone. */
const ASIDE =
  /^(?:時間|Time|準備|Before|ラボ|Lab|時間があれば|If there is time|聞かれたら|If asked|動かないときは|If it fails|そのまま動かすなら|To run it as it is|claims): /;

/** When each talk has to be over, in seconds. */
const limits = { 'the talk': 20 * 60, lightning: 5 * 60 };
type Talk = keyof typeof limits;

/** Times in the notes that do not add up, that are too short for what is to be said, or that make a talk too long. */
export function timeProblems({ file, slides }: Deck): string[] {
  const over: Record<Talk, number> = { 'the talk': 0, lightning: 0 };
  return slides.flatMap(({ id, cuts, notes, line }) => {
    const say = (what: string) => problem({ deck: file, line }, `${id}: ${what}`);
    const text = notes.join('\n');
    const [, seconds, told = ''] = TIME.exec(text) ?? [];
    if (seconds === undefined) return [say('its notes do not say how long it takes')];
    const has = Number(seconds);
    const talks: Talk[] = cuts.includes('lightning') ? ['the talk', 'lightning'] : ['the talk'];
    for (const talk of talks) over[talk] += has;
    const clocks = talks.map((talk) => clock(over[talk])).join(' and ');
    const toldClocks = told.match(/\d+:\d\d/g)?.join(' and ');
    const needs = secondsToSay(text);
    return [
      ...(clocks === toldClocks ? [] : [say(`it is over at ${clocks}, its notes say ${toldClocks}`)]),
      ...(needs > has ? [say(`to say it takes ${needs} s, its notes give it ${has} s`)] : []),
      ...talks
        .filter((talk) => over[talk] > limits[talk])
        .map((talk) => say(`${talk} takes ${clock(over[talk])}, at most ${clock(limits[talk])} is meant`)),
    ];
  });
}

const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

/** At 300 characters a minute in Japanese, 130 words in English: calmly. */
function secondsToSay(notes: string): number {
  const text = notes
    .split('\n')
    .filter((line) => !ASIDE.test(line))
    .join(' ');
  const minutes = /\p{Script=Hiragana}/u.test(text)
    ? text.replaceAll(/\s/g, '').length / 300
    : (text.match(/\S+/g)?.length ?? 0) / 130;
  return Math.round(minutes * 60);
}
