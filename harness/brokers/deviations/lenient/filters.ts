import type { Text } from '../../../base/text.ts';
import { mqtt311Sections } from '../../../protocol/mqtt311-sections.ts';
import type { Lenience } from './lenience.ts';

const grants = (
  what: Text,
  statements: Lenience['statements'],
  filter: string,
  section: string,
): Lenience => ({
  statements,
  seen: 0,
  does: { en: `grants ${what.en}`, ja: `${what.ja}フィルターの購読を認める` },
  wire: [
    `client → broker  SUBSCRIBE  id 1  ${filter}  qos 0`,
    'broker → client  SUBACK     id 1  granted qos 0',
  ],
  section,
});

const { strings, topics, wildcards } = mqtt311Sections;

/** Invalid filters that brokers grant. */
export const lenientAboutFilters = {
  'filters.refused-hash-not-last': grants(
    { en: 'a filter with # in the middle', ja: '途中に # のある' },
    { 4: 'MQTT-4.7.1-2' },
    'a/#/b',
    wildcards,
  ),
  'filters.refused-hash-in-level': grants(
    { en: 'a filter with # after a letter', ja: '文字のうしろに # のある' },
    { 4: 'MQTT-4.7.1-2' },
    'a#',
    wildcards,
  ),
  'filters.refused-plus-behind-letter': grants(
    { en: 'a filter with + after a letter', ja: '文字のうしろに + のある' },
    { 4: 'MQTT-4.7.1-3' },
    'a+',
    wildcards,
  ),
  'filters.refused-plus-before-letter': grants(
    { en: 'a filter with + before a letter', ja: '文字の前に + のある' },
    { 4: 'MQTT-4.7.1-3' },
    '+a/b',
    wildcards,
  ),
  'filters.refused-empty': grants(
    { en: 'a filter without a single character', ja: '1 文字もない' },
    { 4: 'MQTT-4.7.3-1' },
    '""',
    topics,
  ),
  'filters.refused-null': grants(
    { en: 'a filter with U+0000 in it', ja: 'U+0000 を含む' },
    { 4: 'MQTT-1.5.3-2', 5: 'MQTT-1.5.4-2' },
    'a\\x00',
    strings,
  ),
} satisfies Record<string, Lenience>;
