import { mqtt311Sections } from '../../protocol/mqtt311-sections.ts';
import type { Deviation } from './of-broker.ts';

/**
 * A subscription to `+/a` also gets the messages published to `$spec/a`.
 * @param link where it was reported, if it was
 */
export const matchesDollarByPlus = (name: string, link: string = mqtt311Sections.topics): Deviation[] => [
  {
    ...common(name, link),
    claim: 'filters.dollar-not-by-plus',
    seen: ['$spec/a', 'spec/a'],
    wire: [
      'subscriber → broker      SUBSCRIBE  id 1  +/a  qos 0',
      'publisher  → broker      PUBLISH    qos 0  $spec/a  "open"',
      'broker     → subscriber  PUBLISH    qos 0  $spec/a  "open"',
    ],
  },
  {
    ...common(name, link),
    claim: 'topics.dollar',
    seen: ['hidden', 'seen'],
    wire: [
      'watcher   → broker   SUBSCRIBE  +/xtztns/status  qos 0',
      'publisher → broker   PUBLISH    qos 0  $internal/xtztns/status  "hidden"',
      'broker    → watcher  PUBLISH    qos 0  $internal/xtztns/status  "hidden"',
    ],
  },
];

const common = (name: string, link: string) =>
  ({
    statements: { 4: 'MQTT-4.7.2-1' },
    does: {
      en: `${name} treats $ as any other character: a filter that begins with + matches topics that begin with $`,
      ja: `${name} は $ を特別扱いせず、+ で始まるフィルターに $ で始まるトピックも一致させる`,
    },
    link,
  }) as const;
