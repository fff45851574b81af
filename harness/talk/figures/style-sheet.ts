import { palettes } from '../../diagram/style.ts';
import { brokenFigure } from './broken-figure.ts';

/**
 * Colours by role, light and dark. They are the colours of the recorded sequence diagrams, so that a message has the same
 * blue in both, and pale ones for backgrounds.
 */
const roles = {
  paper: { light: palettes.light.paper, dark: palettes.dark.paper },
  ink: { light: palettes.light.ink, dark: palettes.dark.ink },
  muted: { light: palettes.light.muted, dark: palettes.dark.muted },
  line: { light: palettes.light.line, dark: palettes.dark.line },
  tile: { light: palettes.light.head, dark: palettes.dark.head },
  pipe: { light: palettes.light.bar, dark: palettes.dark.bar },
  broker: { light: palettes.light.broker, dark: palettes.dark.broker },
  'on-broker': { light: palettes.light.brokerInk, dark: palettes.dark.brokerInk },
  message: { light: palettes.light.message, dark: palettes.dark.message },
  'message-pale': { light: '#e4effa', dark: '#16314c' },
  kept: { light: palettes.light.flag, dark: palettes.dark.flag },
  'kept-pale': { light: '#fcefdc', dark: '#3d2c14' },
  good: { light: palettes.light.payload, dark: palettes.dark.payload },
  'good-pale': { light: '#e3f3ea', dark: '#173426' },
  lost: { light: palettes.light.alarm, dark: palettes.dark.alarm },
  'lost-pale': { light: '#fdeae8', dark: '#451d1b' },
  // Some phones can't read a light QR code on a dark background.
  code: { light: palettes.light.ink, dark: palettes.light.ink },
  'code-paper': { light: palettes.light.paper, dark: palettes.light.paper },
} as const;

const SANS =
  '"Hiragino Sans", "Hiragino Kaku Gothic ProN", "Yu Gothic UI", "Meiryo", "Noto Sans CJK JP", "Noto Sans JP", system-ui, sans-serif';
const MONO =
  'ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK JP", monospace';

const colours = (scheme: 'light' | 'dark'): string[] =>
  Object.entries(roles).map(
    ([role, { [scheme]: colour }]) => `.fill-${role} { fill: ${colour} } .line-${role} { stroke: ${colour} }`,
  );

/**
 * The style sheet of all figures, in lines. Dark if the reader's device is dark or the slide asks for it: browsers pass
 * `color-scheme` on to pictures. Drawing programs show the light colours.
 */
const styleSheet: readonly string[] = [
  `text { font-family: ${SANS}; font-feature-settings: "palt" }`,
  `.mono { font-family: ${MONO}; font-feature-settings: normal }`,
  '.bold { font-weight: 700 }',
  '.stroke { fill: none; stroke-linecap: round; stroke-linejoin: round }',
  ...colours('light'),
  '@media (prefers-color-scheme: dark) {',
  ...colours('dark').map((rule) => `  ${rule}`),
  '}',
];

/**
 * A figure's source with the style sheet of all figures in its `<style>`; everything else stays byte for byte.
 * @param file its name, for messages
 * @throws CannotRunError `broken-figure` if there is no `<style>`
 */
export function styled(source: string, file: string): string {
  const style = /(<style[^>]*?)(?:\/>|>.*?<\/style>)/s;
  if (!style.test(source)) throw noStyle(file);
  const rules = styleSheet.map((rule) => `\n    ${rule}`).join('');
  return source.replace(style, (_, opening) => `${opening}>${rules}\n  </style>`);
}

const noStyle = (file: string) =>
  brokenFigure(
    { en: `${file} has no <style>`, ja: `${file} に <style> がありません` },
    {
      en: 'write <style></style> below its <desc>; npm run slides:draw fills it',
      ja: '<desc> の下に <style></style> と書いてください。中身は npm run slides:draw が書き込みます',
    },
  );
