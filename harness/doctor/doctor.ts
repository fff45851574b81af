import { columns, padded } from '../base/columns.ts';
import type { Language, Text } from '../base/text.ts';
import { wrapped } from '../base/wrapped.ts';
import { type Check, type Examined, examine } from './check.ts';
import { clients, images } from './known-kinds.ts';
import { browser, engine, japaneseFont, mosquittoProgram, node, port } from './on-this-machine.ts';

/** Everything that a part of this project uses, what is needed first. */
export const checks: readonly Check[] = [
  node,
  engine,
  ...images,
  mosquittoProgram,
  browser,
  japaneseFont,
  port(1883, { en: 'npm run broker', ja: 'npm run broker' }),
  port(8083, { en: 'npm run broker, over WebSocket', ja: 'npm run broker(WebSocket)' }),
  ...clients,
];

/** Makes all checks at once. */
export const examineAll = (all: readonly Check[] = checks): Promise<Examined[]> =>
  Promise.all(all.map(examine));

const WIDTH = 80;

/** What was found, a line each, and what to type for what was not. */
export function findingsText(examined: readonly Examined[], language: Language): string {
  const wide = Math.max(...examined.map(({ what }) => columns(what[language])));
  const lines = examined.flatMap(({ what, for: purpose, finding }) => {
    const name = padded(what[language], wide);
    if ('here' in finding)
      return wrapped(`✔ ${name}  ${finding.here[language]}`, WIDTH, ' '.repeat(wide + 4));
    const found = `– ${name}  ${finding.missing[language]} (${words.for[language]}: ${purpose[language]})`;
    return [
      ...wrapped(found, WIDTH, ' '.repeat(wide + 4)),
      ...wrapped(`${' '.repeat(wide + 4)}→ ${finding.advice[language]}`, WIDTH, ' '.repeat(wide + 6)),
    ];
  });
  return `${[...lines, '', words.enough[language]].join('\n')}\n`;
}

const words = {
  for: { en: 'for', ja: '用途' },
  enough: {
    en: 'Labs on the embedded broker need nothing else: npm run lab',
    ja: '組み込みブローカーのラボに、ほかに要るものはありません: npm run lab',
  },
} as const satisfies Readonly<Record<string, Text>>;
