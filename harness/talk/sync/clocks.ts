import type { Language } from '../../base/text.ts';
import { SPEAKING_TIME } from '../deck/speaking-time.ts';

const SLIDE = /^<!-- slide: /;
const LIGHTNING = /^<!-- cut: (?:.*[\s,])?lightning(?:[\s,].*)?-->$/;

/** Lines of a deck whose notes say, after the seconds of each slide, how long the talks take so far. */
export function withClocks(lines: readonly string[], language: Language): string[] {
  const soFar = { talk: 0, lightning: 0 };
  let isInLightning = false;
  return lines.map((line) => {
    if (SLIDE.test(line)) isInLightning = false;
    if (LIGHTNING.test(line)) isInLightning = true;
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
