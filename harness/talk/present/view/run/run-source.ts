import type { RunHead, StageState } from '../../state.ts';
import { brokerBadge } from '../broker-badge.ts';
import { element } from '../element.ts';
import { day, say } from '../say.ts';
import * as words from '../words.ts';

/** The source of a run: the live broker, or the recording, also if it took over at a step. */
export function sourceOf({ source }: RunHead, { brokers, chosen }: StageState, step: number): Element[] {
  const isLive = source.kind === 'live' || step < (source.takesOver?.from ?? 0);
  if (source.kind === 'recording' && !isLive) {
    const what = `${say(words.recorded)} · ${source.broker} · ${day(source.recordedAt)}`;
    const label = element('b', { class: 'recorded' }, what);
    return source.why ? [label, element('span', { class: 'why' }, say(source.why))] : [label];
  }
  const name = source.kind === 'live' ? source.broker : source.takesOver?.broker;
  const broker =
    brokers.find((known) => known.name === name) ?? brokers.find((known) => known.name === chosen);
  return broker === undefined ? [] : [brokerBadge(broker)];
}
