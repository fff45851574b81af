import type { KnownDeviation } from '../deviations/known-deviation.ts';
import { letsPass } from '../deviations/lenient/lets-pass.ts';
import { acceptsPublish } from '../deviations/lenient/properties.ts';
import { type Deviation, inFile, ofBroker } from '../deviations/of-broker.ts';
import { emqxFlows } from './deviations-flows.ts';
import { emqxMqtt5 } from './deviations-mqtt5.ts';
import { emqxRefusals } from './deviations-refusals.ts';
import { emqxStrictly } from './deviations-strictly.ts';
import { emqxSource } from './source.ts';

const unlessStrict: Deviation['sometimes'] = {
  en: 'with mqtt.strict_mode = true, it does not',
  ja: 'mqtt.strict_mode = true なら、そうしない',
};

/** What the parser of EMQX checks only if the setting `mqtt.strict_mode` is true; the default is false. */
const lenient: readonly Deviation[] = [
  ...letsPass(
    'EMQX',
    [
      'connect.fixed-header-flags',
      'malformed.pubrel-flags',
      'malformed.subscribe-flags',
      'malformed.unsubscribe-flags',
      'malformed.pingreq-flags',
    ],
    { under: [4, 5], link: emqxSource('emqx_frame.erl', 137), sometimes: unlessStrict },
  ),
  ...letsPass('EMQX', ['connect.password-without-user-name'], {
    link: emqxSource('emqx_frame.erl', 1223),
    sometimes: unlessStrict,
  }),
  ...letsPass('EMQX', ['connect.client-id-ill-formed', 'connect.client-id-null'], {
    under: [4, 5],
    link: emqxSource('emqx_frame.erl', 713),
    sometimes: unlessStrict,
  }),
  ...letsPass('EMQX', ['malformed.publish-id-0', 'malformed.subscribe-id-0', 'malformed.unsubscribe-id-0'], {
    under: [4, 5],
    link: emqxSource('emqx_frame.erl', 406),
    sometimes: unlessStrict,
  }),
  {
    ...acceptsPublish('properties.refused-ill-formed-text', {
      statement: 'MQTT-1.5.4-1',
      does: {
        en: 'EMQX accepts a content type that is not UTF-8',
        ja: 'EMQX は UTF-8 でないコンテンツタイプを受け入れる',
      },
      link: emqxSource('emqx_frame.erl', 713),
    }),
    sometimes: unlessStrict,
  },
  ...letsPass('EMQX', ['malformed.subscribe-reserved-bits'], {
    under: [4, 5],
    link: emqxSource('emqx_frame.erl', 653),
  }),
];

/** Deviations of EMQX: the community edition in its default configuration, unless an entry says otherwise. */
export const emqxDeviations: readonly KnownDeviation[] = ofBroker(
  'emqx',
  ['5.8.9'],
  [...inFile(import.meta.url, lenient), ...emqxRefusals, ...emqxMqtt5, ...emqxFlows, ...emqxStrictly],
);
