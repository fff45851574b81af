import { mqtt5Sections } from '../../protocol/mqtt5-sections.ts';
import type { KnownDeviation } from '../deviations/known-deviation.ts';
import { acceptsConnect, acceptsPublish } from '../deviations/lenient/properties.ts';
import { type Deviation, inFile, ofBroker } from '../deviations/of-broker.ts';
import { countsTooLargeAsInFlight } from '../deviations/too-large-in-flight.ts';
import { mosquittoLookedAt, until21, until2013, until2020 } from './versions.ts';

const issue = (number: number) => `https://github.com/eclipse-mosquitto/mosquitto/issues/${number}`;

/** Mosquitto grants a shared subscription with an invalid filter. */
const grants = (
  what: string,
  filter: string,
  rest: Pick<Deviation, 'lookedAt' | 'mended' | 'statements' | 'does' | 'link'>,
): Deviation => ({
  claim: `shared.refused-${what}`,
  seen: 0,
  wire: [
    `client → broker  SUBSCRIBE  id 1  ${filter}  qos 0`,
    'broker → client  SUBACK     id 1  granted qos 0',
  ],
  ...rest,
});

const sendsRetainedToGroup: Deviation['does'] = {
  en: 'Mosquitto before 2.0.13 sends retained messages to a client that joins a group; 2.0.13 does not',
  ja: '2.0.13 より前の Mosquitto はグループに加わったクライアントに retain メッセージを送る。2.0.13 からは送らない',
};

const ofMosquitto: readonly Deviation[] = [
  acceptsPublish('properties.refused-identifier-from-publisher', {
    ...until21,
    statement: 'MQTT-3.3.4-6',
    does: {
      en: 'Mosquitto 2.0 accepts a Subscription Identifier from a publisher; 2.1 closes the connection (the rule binds the client: that the broker must close follows from what a Protocol Error is)',
      ja: 'Mosquitto 2.0 は送り手が付けたサブスクリプション識別子を受け入れる。2.1 は接続を閉じる(禁止はクライアントへのもので、ブローカーが切断すべきなのは Protocol Error の定義から)',
    },
    link: issue(3319),
  }),
  acceptsConnect('properties.refused-connect-authentication-data-alone', {
    ...until21,
    does: {
      en: 'Mosquitto 2.0 accepts a CONNECT with authentication data but no method; 2.1 refuses it',
      ja: 'Mosquitto 2.0 は認証方式のない認証データを付けた CONNECT を受け入れる。2.1 は拒否する',
    },
    link: mqtt5Sections.authenticationData,
  }),
  grants('nameless', '$share//a', {
    statements: { 5: 'MQTT-4.8.2-1' },
    does: {
      en: 'Mosquitto grants a shared subscription without a share name',
      ja: 'Mosquitto はシェア名が空の共有サブスクリプションを認める',
    },
    link: issue(3706),
  }),
  grants('without-filter', '$share/office', {
    ...until2020,
    statements: { 5: 'MQTT-4.8.2-2' },
    does: {
      en: 'Mosquitto before 2.0.20 grants a shared subscription without a topic filter; 2.0.20 refuses it',
      ja: '2.0.20 より前の Mosquitto はトピックフィルターのない共有サブスクリプションを認める。2.0.20 からは拒否する',
    },
    link: mqtt5Sections.sharedSubscriptions,
  }),
  grants('empty-filter', '$share/office/', {
    ...until2020,
    statements: { 5: 'MQTT-4.8.2-2' },
    does: {
      en: 'Mosquitto before 2.0.20 grants a shared subscription with an empty topic filter; 2.0.20 refuses it',
      ja: '2.0.20 より前の Mosquitto はトピックフィルターが空の共有サブスクリプションを認める。2.0.20 からは拒否する',
    },
    link: mqtt5Sections.sharedSubscriptions,
  }),
  {
    claim: 'shared.no-local',
    ...until2020,
    statements: { 5: 'MQTT-3.8.3-4' },
    seen: 'still open: PINGRESP came',
    does: {
      en: 'Mosquitto before 2.0.20 grants a shared subscription with No Local; 2.0.20 closes the connection',
      ja: '2.0.20 より前の Mosquitto は No Local を付けた共有サブスクリプションを認める。2.0.20 からは接続を閉じる',
    },
    wire: [
      'client → broker  SUBSCRIBE  id 1  $share/office/a  qos 0  no local',
      'client → broker  PINGREQ',
      'broker → client  SUBACK     id 1  granted qos 0',
      'broker → client  PINGRESP',
    ],
    link: mqtt5Sections.subscriptionOptions,
  },
  {
    claim: 'workers.no-retained',
    ...until2013,
    statements: { 5: 'MQTT-4.8.2-1' },
    seen: ['today'],
    does: sendsRetainedToGroup,
    wire: [
      'late   → broker  SUBSCRIBE  id 1  $share/workers/plan  qos 1',
      'broker → late    SUBACK     id 1  granted qos 1',
      'broker → late    PUBLISH    qos 1  id 1  retain  plan  "today"',
    ],
    link: mqtt5Sections.sharedSubscriptions,
  },
  {
    claim: 'shared.no-retained',
    ...until2013,
    statements: { 5: 'MQTT-4.8.2-1' },
    seen: ['fresh', 'kept'],
    does: sendsRetainedToGroup,
    wire: [
      'one    → broker  SUBSCRIBE  id 1  $share/office/a  qos 1',
      'broker → one     SUBACK     id 1  granted qos 1',
      'broker → one     PUBLISH    qos 1  id 1  retain  a  "kept"',
    ],
    link: mqtt5Sections.sharedSubscriptions,
  },
  {
    claim: 'subscription.no-local-replaced',
    ...until21,
    statements: { 5: 'MQTT-3.8.4-3' },
    seen: ['other’s'],
    does: {
      en: 'Mosquitto 2.0 keeps No Local when the same filter is subscribed to again without it; 2.1 does not',
      ja: 'Mosquitto 2.0 では、No Local を外して購読し直しても No Local のまま残る。2.1 では外れる',
    },
    wire: [
      'client → broker  SUBSCRIBE  id 1  a  qos 1  no local',
      'client → broker  SUBSCRIBE  id 2  a  qos 1',
      'client → broker  PUBLISH    qos 1  id 3  a  "own"',
      'broker → client  PUBACK     id 3',
      'other  → broker  PUBLISH    qos 1  id 1  a  "other’s"',
      'broker → client  PUBLISH    qos 1  id 1  a  "other’s"',
    ],
    link: mqtt5Sections.subscribeActions,
  },
  ...([1, 2] as const).map(
    (qos): Deviation => ({
      claim: `receive-maximum.qos-${qos}`,
      ...until2013,
      statements: { 5: 'MQTT-3.3.4-9' },
      seen: { delivered: 6, exceeded: true },
      does: {
        en: 'Mosquitto before 2.0.13 answers one acknowledgement with two messages from its queue; 2.0.13 sends one',
        ja: '2.0.13 より前の Mosquitto は応答 1 つに対して、キューのメッセージを 2 通送る。2.0.13 からは 1 通',
      },
      wire: [
        `broker → slow    PUBLISH  qos ${qos}  id 1  a  "1"`,
        `broker → slow    PUBLISH  qos ${qos}  id 2  a  "2"`,
        `slow   → broker  ${qos === 1 ? 'PUBACK ' : 'PUBCOMP'}  id 1`,
        `broker → slow    PUBLISH  qos ${qos}  id 3  a  "3"`,
        `broker → slow    PUBLISH  qos ${qos}  id 4  a  "4"`,
      ],
      link: mqtt5Sections.receiveMaximum,
    }),
  ),
  {
    claim: 'maximum-packet.by-one-byte',
    statements: { 5: 'MQTT-3.1.2-24' },
    seen: [201, 199],
    does: {
      en: 'Mosquitto compares Maximum Packet Size with less than the whole packet: it sends 201 bytes to a client that allows 200',
      ja: 'Mosquitto は Maximum Packet Size をパケット全体より小さな値と比べるため、上限 200 バイトのクライアントに 201 バイトを送る',
    },
    wire: [
      'broker → small  PUBLISH  qos 0  a  "xxxxxxxx"…  201 B',
      'broker → small  PUBLISH  qos 0  a  "xxxxxxxx"…  199 B',
    ],
    link: issue(3503),
  },
  countsTooLargeAsInFlight('Mosquitto', issue(3503)),
];

/** Deviations of Mosquitto from what only MQTT 5 has. */
export const mosquittoMqtt5Deviations: readonly KnownDeviation[] = ofBroker(
  'mosquitto',
  mosquittoLookedAt,
  inFile(import.meta.url, ofMosquitto),
);
