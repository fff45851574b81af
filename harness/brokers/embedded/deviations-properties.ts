import { mqtt5Sections } from '../../protocol/mqtt5-sections.ts';
import { acceptsConnect, acceptsPublish, grantsSubscribe } from '../deviations/lenient/properties.ts';
import { type Deviation, inFile } from '../deviations/of-broker.ts';

/** Aedes answers PINGREQ before the SUBSCRIBE in front of it. */
const pingFirst = {
  link: mqtt5Sections.properties,
  wire: [
    'client → broker  SUBSCRIBE  id 1  a  qos 0',
    'client → broker  PINGREQ',
    'broker → client  PINGRESP',
    'broker → client  SUBACK     id 1  granted qos 0',
  ],
};

/** mqtt-packet, the parser of aedes, keeps user properties in an object by name, and so loses their order. */
const byName = (claim: string, seen: unknown, does: Deviation['does'], size: number): Deviation => ({
  claim: `properties.${claim}`,
  statements: { 5: 'MQTT-3.3.2-18' },
  seen,
  does,
  wire: [
    `publisher  → broker      PUBLISH  qos 0  a  "x"  ${size} B`,
    `broker     → subscriber  PUBLISH  qos 0  a  "x"  ${size} B`,
  ],
  link: mqtt5Sections.userProperty,
});

/** What aedes does with properties that are repeated, out of place, or not allowed. */
export const propertiesOfAedes = inFile(import.meta.url, [
  byName(
    'user-repeated',
    [
      ['via', 'gateway 1'],
      ['via', 'gateway 2'],
      ['via', 'gateway 2'],
      ['unit', '°C'],
    ],
    {
      en: 'aedes groups user properties by name, and so loses their order',
      ja: 'aedes はユーザープロパティーを名前ごとにまとめるため、順番が失われる',
    },
    91,
  ),
  byName(
    'user-number-names',
    [
      ['9', 'nine'],
      ['10', 'ten'],
    ],
    {
      en: 'aedes sorts user properties whose names are numbers',
      ja: 'aedes は名前が数字のユーザープロパティーを並べ替える',
    },
    48,
  ),
  acceptsPublish('properties.refused-of-another-packet', {
    does: {
      en: 'aedes accepts a PUBLISH with a property of CONNACK',
      ja: 'aedes は CONNACK のプロパティーが付いた PUBLISH を受け入れる',
    },
    link: mqtt5Sections.properties,
  }),
  acceptsPublish('properties.refused-twice', {
    does: {
      en: 'aedes accepts a PUBLISH with two content types',
      ja: 'aedes はコンテンツタイプが 2 つある PUBLISH を受け入れる',
    },
    link: mqtt5Sections.properties,
  }),
  acceptsPublish('properties.refused-identifier-from-publisher', {
    statement: 'MQTT-3.3.4-6',
    does: {
      en: 'aedes accepts a Subscription Identifier from a publisher (the rule binds the client: that the broker must close follows from what a Protocol Error is)',
      ja: 'aedes は送り手が付けたサブスクリプション識別子を受け入れる(禁止はクライアントへのもので、ブローカーが切断すべきなのは Protocol Error の定義から)',
    },
    link: mqtt5Sections.subscriptionIdentifier,
  }),
  acceptsPublish('properties.refused-ill-formed-text', {
    statement: 'MQTT-1.5.4-1',
    does: {
      en: 'aedes accepts a content type that is not UTF-8',
      ja: 'aedes は UTF-8 でないコンテンツタイプを受け入れる',
    },
    link: 'https://github.com/mqttjs/mqtt-packet/issues/59',
  }),
  grantsSubscribe('properties.refused-of-another-packet-in-subscribe', {
    does: {
      en: 'aedes grants a SUBSCRIBE with a property of PUBLISH',
      ja: 'aedes は PUBLISH のプロパティーが付いた SUBSCRIBE を認める',
    },
    ...pingFirst,
  }),
  grantsSubscribe('properties.refused-identifier-twice', {
    does: {
      en: 'aedes grants a SUBSCRIBE with two Subscription Identifiers',
      ja: 'aedes はサブスクリプション識別子が 2 つある SUBSCRIBE を認める',
    },
    ...pingFirst,
  }),
  acceptsConnect('properties.refused-connect-twice', {
    does: {
      en: 'aedes accepts a CONNECT with two Session Expiry Intervals and, without our help, crashes when it closes',
      ja: 'aedes は Session Expiry Interval が 2 つある CONNECT を受け入れる(こちらで防がなければ、切断時に aedes ごと落ちる)',
    },
    link: mqtt5Sections.properties,
  }),
  acceptsConnect('properties.refused-connect-problem-information-2', {
    does: {
      en: 'aedes accepts a CONNECT with Request Problem Information 2',
      ja: 'aedes は Request Problem Information が 2 の CONNECT を受け入れる',
    },
    link: mqtt5Sections.properties,
  }),
  acceptsConnect('properties.refused-connect-maximum-packet-0', {
    does: {
      en: 'aedes accepts a CONNECT with Maximum Packet Size 0',
      ja: 'aedes は Maximum Packet Size が 0 の CONNECT を受け入れる',
    },
    link: mqtt5Sections.properties,
  }),
]);
