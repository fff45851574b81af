import { mqtt311Sections } from '../../protocol/mqtt311-sections.ts';
import { matchesDollarByPlus } from '../deviations/dollar-by-plus.ts';
import type { KnownDeviation } from '../deviations/known-deviation.ts';
import { letsPass } from '../deviations/lenient/lets-pass.ts';
import { inFile, ofBroker } from '../deviations/of-broker.ts';
import { dropsWillTakenOver } from '../deviations/will-taken-over.ts';
import { redeliveryOfNats } from './deviations-redelivery.ts';
import { webSocketOfNats } from './deviations-websocket.ts';

const lenient = [
  ...letsPass('nats-server', [
    'connect.fixed-header-flags',
    'connect.client-id-null',
    'malformed.publish-ill-formed-topic',
    'malformed.publish-surrogate',
    'malformed.publish-null',
    'malformed.pingreq-flags',
    'filters.refused-hash-in-level',
    'filters.refused-plus-behind-letter',
    'filters.refused-plus-before-letter',
    'filters.refused-null',
  ]),
  ...letsPass('nats-server', ['malformed.subscribe-id-0', 'malformed.unsubscribe-id-0'], {
    link: 'https://github.com/nats-io/nats-server/issues/7803',
  }),
];

/** Deviations of nats-server as packaged by Debian 12. */
export const natsDeviations: readonly KnownDeviation[] = ofBroker(
  'nats',
  ['2.9.10'],
  [
    ...inFile(import.meta.url, [
      ...lenient,
      {
        claim: 'connect.client-id-ill-formed',
        statements: { 4: 'MQTT-3.1.4-1' },
        seen: { connack: 2, connection: 'closed by the broker' },
        does: {
          en: 'nats-server refuses a client id that is not UTF-8 with return code 2 instead of closing the connection without CONNACK',
          ja: 'nats-server は、CONNACK なしで切断すべき UTF-8 でないクライアント ID を、リターンコード 2 で拒否する',
        },
        wire: [
          'client → broker  CONNECT  (client id mhotluskvclien\\xff)',
          'broker → client  CONNACK  Identifier rejected',
          'client ┄ broker  closed by the broker',
        ],
        link: mqtt311Sections.connectActions,
      },
      dropsWillTakenOver('nats-server'),
      ...matchesDollarByPlus('nats-server', 'https://github.com/nats-io/nats-server/issues/3924'),
    ]),
    ...redeliveryOfNats,
    ...webSocketOfNats,
  ],
);
