import type { Theme } from './options.ts';

/** Colours of one theme. Text has a contrast of at least 4.5 on the paper, lines of at least 3 (WCAG 2.2, AA). */
export interface Palette {
  readonly paper: string;
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly head: string;
  readonly bar: string;
  readonly broker: string;
  readonly brokerInk: string;
  readonly band: string;
  readonly message: string;
  readonly payload: string;
  readonly flag: string;
  readonly alarm: string;
  /** The backgrounds of highlighted packets. */
  readonly chosen: string;
  readonly differs: string;
}

export const palettes: Readonly<Record<'light' | 'dark', Palette>> = {
  light: {
    paper: '#ffffff',
    ink: '#1f2933',
    muted: '#52606d',
    line: '#7b8794',
    head: '#f2f5f8',
    bar: '#dfe7f0',
    broker: '#243b53',
    brokerInk: '#ffffff',
    band: '#edf1f5',
    message: '#0b5394',
    payload: '#1b6b43',
    flag: '#8d4004',
    alarm: '#b42318',
    chosen: '#fcefdc',
    differs: '#fdeae8',
  },
  dark: {
    paper: '#131a21',
    ink: '#e4e9ee',
    muted: '#a6b3c0',
    line: '#728292',
    head: '#1d2731',
    bar: '#2b3946',
    broker: '#b7cbe0',
    brokerInk: '#102030',
    band: '#1e2832',
    message: '#82bdf4',
    payload: '#86cfa4',
    flag: '#e8b57a',
    alarm: '#ff9388',
    chosen: '#3d2c14',
    differs: '#451d1b',
  },
};

/** The typefaces of the deck (slides/theme), so that a diagram looks like the rest of a slide. */
export const SANS =
  '"Hiragino Sans","Hiragino Kaku Gothic ProN","Yu Gothic UI","Meiryo","Noto Sans CJK JP","Noto Sans JP",sans-serif';
export const MONO =
  'ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono","Noto Sans Mono CJK JP",monospace';

const fill = (name: string, colour: string) => `.${name}{fill:${colour}}`;
const stroke = (name: string, colour: string) => `.${name}{stroke:${colour}}`;

/** Colours by class. Names of classes say what a thing is, not how it looks. */
const colours = (palette: Palette): readonly string[] => [
  fill('paper', palette.paper),
  `.head{fill:${palette.head};stroke:${palette.line}}`,
  `.head-broker{fill:${palette.broker};stroke:${palette.broker}}`,
  fill('name', palette.ink),
  fill('name-broker', palette.brokerInk),
  stroke('lifeline', palette.line),
  `.open{fill:${palette.bar};stroke:${palette.line}}`,
  `.frozen{fill:${palette.paper};stroke:${palette.line}}`,
  fill('band', palette.band),
  fill('heading', palette.ink),
  fill('comment', palette.muted),
  fill('type', palette.ink),
  fill('type-message', palette.message),
  fill('detail', palette.muted),
  fill('flag', palette.flag),
  fill('topic', palette.ink),
  fill('payload', palette.payload),
  fill('problem', palette.alarm),
  stroke('arrow', palette.muted),
  fill('tip', palette.muted),
  stroke('arrow-message', palette.message),
  fill('tip-message', palette.message),
  stroke('arrow-quiet', palette.muted),
  stroke('arrow-alarm', palette.alarm),
  fill('alarm', palette.alarm),
  fill('notice', palette.muted),
];

/** The backgrounds of packets that are highlighted or can be clicked, which exist only on a page. */
const litUp = (palette: Palette): readonly string[] => [
  '.background{fill:transparent}',
  `.chosen{fill:${palette.chosen};stroke:${palette.flag}}`,
  `.differs{fill:${palette.differs};stroke:${palette.alarm}}`,
  '.chosen~.paper,.differs~.paper{fill:transparent}',
];

const shapes: readonly string[] = [
  `text{font-family:${SANS};font-feature-settings:"palt";white-space:pre}`,
  `.label,.label tspan{font-family:${MONO};font-feature-settings:normal}`,
  'tspan{unicode-bidi:isolate}',
  '.type,.type-message,.flag,.name,.name-broker,.heading,.alarm,.notice{font-weight:600}',
  '.lifeline,.arrow,.arrow-message,.arrow-quiet,.arrow-alarm{fill:none;stroke-linecap:round;stroke-linejoin:round}',
];

/** The picture's style sheet. Every rule contains the class of its root, because the picture may be part of a page. */
export function styleSheet(theme: Theme): string {
  const own = bound([...shapes, ...colours(palettes[theme === 'dark' ? 'dark' : 'light'])], theme);
  if (theme !== 'auto') return own;
  return `${own}@media (prefers-color-scheme:dark){${bound(colours(palettes.dark), theme)}}`;
}

/** The style sheet for a page that draws pictures of theme `auto`: they are as light or dark as the element around them. */
export function pageStyleSheet(): string {
  const both = Object.entries(palettes.light).map(([name, light]) => [
    name,
    `light-dark(${light},${palettes.dark[name as keyof Palette]})`,
  ]);
  const palette: Palette = Object.fromEntries(both);
  return bound([...shapes, ...colours(palette), ...litUp(palette)], 'auto');
}

const bound = (rules: readonly string[], theme: Theme): string =>
  rules.map((rule) => rule.replace(/^[^{]+/, (names) => bind(names, theme))).join('');

export const rootClass = (theme: Theme): string => `mqtt-sequence-${theme}`;

const bind = (names: string, theme: Theme): string =>
  names
    .split(',')
    .map((name) => `.${rootClass(theme)} ${name}`)
    .join(',');
