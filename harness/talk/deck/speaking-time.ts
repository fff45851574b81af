/** `Time: 40 s (1:45 so far, 1:05 of the five-minute talk)`, `時間: 40秒(ここまで1:45)`: the first line of a slide's notes. */
export const SPEAKING_TIME = /^(?<given>(?:Time|時間): (?<seconds>\d+) ?(?:s|秒)) ?(?:\(.*\))?$/m;

/** The seconds in the notes of a slide. */
export function speakingTime(notes: readonly string[]): number | undefined {
  const { seconds } = SPEAKING_TIME.exec(notes.join('\n'))?.groups ?? {};
  return seconds === undefined ? undefined : Number(seconds);
}
