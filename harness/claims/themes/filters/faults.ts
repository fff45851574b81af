import { asks, delivers, each, type Faulty, faulty, grants, subscribes } from '../../../faulty/faults.ts';
import type { Mangle } from '../../../faulty/mangling-stream.ts';

/** Replaces topics and filters by others, also those of fences. */
const replacesNames = (spell: (name: string) => string): Mangle => {
  const respellsFilters = subscribes(spell);
  return (packet, direction, passage) =>
    packet?.cmd === 'publish' && direction === 'to-broker'
      ? { ...packet, topic: spell(packet.topic) }
      : respellsFilters(packet, direction, passage);
};

/** Brokers that break the claims about what filters match. */
export const filterFaults: readonly Faulty[] = [
  ...each(['filters.plus-last', 'filters.plus-middle'], 'reads + as #', () =>
    subscribes((filter) => filter.replace(/\+.*/, '#')),
  ),
  faulty('filters.plus-first', 'does not know + in front', () =>
    subscribes((filter) => filter.replace(/^\+/, 'plus')),
  ),
  faulty('filters.hash', 'does not match the parent of #', () =>
    subscribes((filter) => filter.replace('/#', '/+/#')),
  ),
  faulty('filters.plus-and-hash', 'reads +/# as #', () => subscribes((filter) => filter.replace('+/#', '#'))),
  faulty('filters.leading-slash', 'drops / in front', () => replacesNames((name) => name.replace(/^\//, ''))),
  faulty('filters.trailing-slash', 'drops / at the end', () =>
    replacesNames((name) => name.replace(/\/+$/, '')),
  ),
  faulty('filters.empty-level', 'drops empty levels', () =>
    replacesNames((name) => name.replace(/\/+/g, '/')),
  ),
  faulty('filters.case', 'takes upper case for lower case', () =>
    replacesNames((name) => name.toLowerCase()),
  ),
  faulty('filters.space', 'trims topics', () => replacesNames((name) => name.trim())),
  faulty('filters.utf-8', 'knows ASCII only', () => replacesNames((name) => name.replace(/[^ -~]/gu, '?'))),
  faulty('filters.not-normalized', 'normalizes', () => replacesNames((name) => name.normalize('NFC'))),
  faulty('filters.byte-order-mark', 'strips U+FEFF', () =>
    replacesNames((name) => name.replace('\ufeff', '')),
  ),
  faulty('filters.dollar-inside', 'hides every level that begins with $', () =>
    delivers((publish) => (publish.topic.includes('/$') ? [] : publish)),
  ),
  faulty('filters.dollar-not-by-plus', 'lets + match $-topics', () =>
    asks((subscriptions) =>
      subscriptions.flatMap((one) => [one, { ...one, topic: one.topic.replace(/^\+/, '$spec') }]),
    ),
  ),
  faulty('filters.dollar-by-name', 'hides $-topics', () =>
    delivers((publish) => (publish.topic.startsWith('$') ? [] : publish)),
  ),
  ...each(
    [
      'filters.refused-hash-not-last',
      'filters.refused-hash-in-level',
      'filters.refused-plus-behind-letter',
      'filters.refused-plus-before-letter',
      'filters.refused-empty',
      'filters.refused-null',
    ],
    'grants whatever is asked for',
    () => grants,
  ),
  ...each(['filters.overlapping-narrow-higher', 'filters.overlapping-wide-higher'], 'delivers at QoS 0', () =>
    delivers(({ messageId: _, ...publish }) => ({ ...publish, qos: 0 })),
  ),
];
