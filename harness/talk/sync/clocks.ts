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
    const { given, seconds } = SPEAKING_TIME.exec(line)?.groups ?? {};
    if (given === undefined) return line;
    soFar.talk += Number(seconds);
    if (isInLightning) soFar.lightning += Number(seconds);
    const talk = clock(soFar.talk);
    const lightning = clock(soFar.lightning);
    if (language === 'ja')
      return `${given}(ここまで${talk}${isInLightning ? `、5分版では${lightning}` : ''})`;
    return `${given} (${talk} so far${isInLightning ? `, ${lightning} of the five-minute talk` : ''})`;
  });
}

const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
