import { CannotRunError } from '../../harness/base/errors.ts';
import type { Lab } from '../../harness/lab/index.ts';
import { type Figures, measure, ROUND } from './measure.ts';
import { settingsOf } from './settings.ts';

/** Cells of the longest bar. */
const BAR = 8;

/** Measures, and tells a table with a bar for each rate. These are notes: no run can be held to the figures of another. */
export async function tellFigures(lab: Lab): Promise<void> {
  const settings = settingsOf(process.env, lab);
  let figures: readonly Figures[];
  try {
    figures = await measure(lab, settings);
  } catch (error) {
    if (error instanceof CannotRunError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    lab.note({ en: `Nothing was measured: ${reason}`, ja: `計測できませんでした: ${reason}` });
    return;
  }
  lab.note({
    en: line('QoS', 'bytes', 'messages/s', 'median', '99 %'),
    ja: line('QoS', 'bytes', 'messages/s', 'median', '99 %'),
  });
  const fastest = Math.max(...figures.map(({ perSecond }) => perSecond));
  for (const one of figures) lab.note(row(one, fastest));
  tellLimits(lab, settings.messages);
}

const row = ({ qos, size, perSecond, median, p99 }: Figures, fastest: number): string =>
  `${line(String(qos), String(size), String(Math.round(perSecond)), ms(median), ms(p99))}  ${bar(perSecond / fastest)}`;

const line = (qos: string, size: string, rate: string, median: string, p99: string): string =>
  [qos.padStart(3), size.padStart(7), rate.padStart(10), median.padStart(9), p99.padStart(9)].join('  ');

const bar = (share: number): string => '▇'.repeat(Math.max(1, Math.round(share * BAR)));

const ms = (value: number): string => (Number.isNaN(value) ? '–' : `${value.toFixed(2)} ms`);

function tellLimits(lab: Pick<Lab, 'note' | 'setsUpBrokers'>, messages: number): void {
  lab.note({
    en: `${messages} messages a row: one at a time (latency), ten at a time (rate, median of bursts of ${Math.min(ROUND, messages)}). Both ends${lab.setsUpBrokers ? ' and the broker' : ''} share this machine.`,
    ja: `各行 ${messages} 通。遅延は 1 通ずつ、通数は 10 通ずつ(${Math.min(ROUND, messages)} 通ごとの中央値)。送る側も受ける側も${lab.setsUpBrokers ? 'ブローカーも' : ''}この計算機にいます。`,
  });
}
