import type { Language } from '../../base/text.ts';
import { cutsIn } from '../deck/cut.ts';
import { markerOn } from '../deck/marker-line.ts';
import { SPEAKING_TIME } from '../deck/speaking-time.ts';

/** Lines of a deck; after the seconds of each slide, its notes give the time of each talk so far. */
export function withClocks(lines: readonly string[], language: Language): string[] {
  const soFar = { talk: 0, lightning: 0 };
  let isInLightning = false;
  return lines.map((line) => {
    const marker = markerOn(line);
    if (marker?.name === 'slide') isInLightning = false;
    if (marker?.name === 'cut' && cutsIn(marker.value).includes('lightning')) isInLightning = true;
    const { opens = '', inside = line, closes = '' } = ONE_LINE.exec(line)?.groups ?? {};
    const { given, seconds } = SPEAKING_TIME.exec(inside)?.groups ?? {};
    if (given === undefined) return line;
    soFar.talk += Number(seconds);
    if (isInLightning) soFar.lightning += Number(seconds);
    const talk = clock(soFar.talk);
    const lightning = isInLightning ? clock(soFar.lightning) : undefined;
    // The next slide may have no marker of its own.
    isInLightning = false;
    return opens + given + said(talk, lightning, language) + closes;
  });
}

/** A comment that begins and ends on its line. */
const ONE_LINE = /^(?<opens>\s*<!--\s*)(?<inside>.*?)(?<closes>\s*-->\s*)$/;

const said = (talk: string, lightning: string | undefined, language: Language): string =>
  language === 'ja'
    ? `(ここまで${talk}${lightning === undefined ? '' : `、5分版では${lightning}`})`
    : ` (${talk} so far${lightning === undefined ? '' : `, ${lightning} of the five-minute talk`})`;

const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
