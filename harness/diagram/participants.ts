import { visible } from '../base/visible.ts';
import type { TraceEntry } from '../protocol/packet.ts';
import { BROKER } from './client-names.ts';
import type { Lanes } from './lanes.ts';

/** The broker, or a client by its display name. */
export interface Participant {
  readonly role: 'client' | 'broker';
  /** Safe to show, like the subtitle. */
  readonly name: string;
  /** The broker's name and version, if they are to be shown. */
  readonly subtitle?: string;
}

const LONGEST_SUBTITLE = 32;

/** The lanes that take part here, in their order. */
export function inOrder(
  entries: readonly TraceEntry[],
  { names, order }: Lanes,
  subtitle: string | undefined,
): Participant[] {
  const here = new Set(
    entries.flatMap((entry) => (entry.kind === 'dropped' ? [] : [names.get(entry.connection)])),
  );
  const broker: Participant = {
    role: 'broker',
    name: BROKER,
    ...(subtitle !== undefined && { subtitle: visible(subtitle, LONGEST_SUBTITLE) }),
  };
  return order.flatMap((name): Participant[] => {
    if (name === BROKER) return [broker];
    return here.has(name) ? [{ role: 'client', name }] : [];
  });
}
