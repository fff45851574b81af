import type { Text } from '../base/text.ts';
import type { Figures } from './measure.ts';

/** A measurement. `aim` is the ratio of tapped to direct: the most for `ms`, the least for `messages/s`. */
export interface Row {
  readonly what: Text;
  readonly figures: Figures;
  readonly aim: number;
}

/** Describes a measurement: each way with its ratio to direct, whether the aim is met, and the tap's ratio to the bare proxy. */
export function describe({ what, figures, aim }: Row): Text {
  const { unit, direct, copied, tapped } = figures;
  const lessIsBetter = unit === 'ms';
  const ratio = tapped / direct;
  const met = lessIsBetter ? ratio <= aim : ratio >= aim;
  const toBare = `${(tapped / copied).toFixed(2)} ×`;
  const way = (name: string, value: number): string =>
    `  ${name} ${`${amount(value, unit)} ${unit}`.padStart(20)}   ${(value / direct).toFixed(2)} ×`;
  return {
    en: [
      what.en,
      way('direct        ', direct),
      way('bare proxy    ', copied),
      `${way('tap           ', tapped)}   aim: ${lessIsBetter ? 'at most' : 'at least'} ${aim} × (${met ? 'met' : 'missed'}); ${toBare} of the bare proxy`,
    ].join('\n'),
    ja: [
      what.ja,
      way('直接          ', direct),
      way('素のプロキシー', copied),
      `${way('タップ        ', tapped)}   目標: ${aim} × ${lessIsBetter ? '以下' : '以上'}(${met ? '達成' : '未達'})、素のプロキシーの ${toBare}`,
    ].join('\n'),
  };
}

const amount = (value: number, unit: Figures['unit']): string =>
  unit === 'ms' ? value.toFixed(3) : Math.round(value).toLocaleString('en');
