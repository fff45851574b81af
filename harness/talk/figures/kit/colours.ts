import { palettes } from '../../../diagram/style.ts';

/**
 * What a colour stands for, light and dark. Those of the recorded sequence diagrams, so that a message is the same blue
 * whether a run drew it or we did, and pale ones to lie under them. Every pair used has a contrast of 4.5:1 or more.
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
} as const;

export type Role = keyof typeof roles;

const SANS =
  '"Hiragino Sans","Hiragino Kaku Gothic ProN","Yu Gothic UI","Meiryo","Noto Sans CJK JP","Noto Sans JP",system-ui,sans-serif';
const MONO = 'ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono","Noto Sans Mono CJK JP",monospace';

const colours = (scheme: 'light' | 'dark') =>
  Object.entries(roles)
    .map(([role, { [scheme]: colour }]) => `.fill-${role}{fill:${colour}}.line-${role}{stroke:${colour}}`)
    .join('');

/** Dark where the reader's device is, or where the slide says so: browsers hand `color-scheme` on to pictures. */
export const styleSheet = (): string =>
  [
    `text{font-family:${SANS};font-feature-settings:"palt"}`,
    `.mono{font-family:${MONO};font-feature-settings:normal}`,
    '.bold{font-weight:700}',
    '.stroke{fill:none;stroke-linecap:round;stroke-linejoin:round}',
    colours('light'),
    `@media (prefers-color-scheme:dark){${colours('dark')}}`,
  ].join('');
