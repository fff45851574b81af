import { mqtt311Sections } from '../../protocol/mqtt311-sections.ts';
import type { Deviation } from './of-broker.ts';

/** A subscription to `+/a` also gets the messages published to `$spec/a`. */
export const matchesDollarByPlus = (name: string): Deviation => ({
  claim: 'filters.dollar-not-by-plus',
  statements: { 4: 'MQTT-4.7.2-1' },
  seen: ['$spec/a', 'spec/a'],
  does: {
    en: `${name} treats $ as any other character: a filter that begins with + matches topics that begin with $`,
    ja: `${name} は $ を特別扱いせず、+ で始まるフィルターに $ で始まるトピックも一致させる`,
  },
  wire: [
    'subscriber → broker      SUBSCRIBE  id 1  +/a  qos 0',
    'publisher  → broker      PUBLISH    qos 0  $spec/a  "open"',
    'broker     → subscriber  PUBLISH    qos 0  $spec/a  "open"',
  ],
  link: mqtt311Sections.topics,
});
