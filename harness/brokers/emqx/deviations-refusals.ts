import { acceptsConnect, acceptsPublish, grantsSubscribe } from '../deviations/lenient/properties.ts';
import { type FiledDeviation, inFile } from '../deviations/of-broker.ts';
import { emqxSource } from './source.ts';

/** The line where the parser adds a property. It checks neither the packet type nor whether the property is there already. */
const PROPERTIES = emqxSource('emqx_frame.erl', 567);

/** Invalid packets that EMQX accepts under MQTT 5, also in strict mode. */
export const emqxRefusals: readonly FiledDeviation[] = inFile(import.meta.url, [
  grantsSubscribe(
    'malformed.subscribe-retain-handling-3',
    {
      does: {
        en: 'EMQX grants a SUBSCRIBE with Retain Handling 3',
        ja: 'EMQX は Retain Handling が 3 の SUBSCRIBE を認める',
      },
      link: emqxSource('emqx_frame.erl', 653),
    },
    '  retain handling 3',
  ),
  acceptsPublish('properties.refused-of-another-packet', {
    does: {
      en: 'EMQX accepts a PUBLISH with a property of CONNACK',
      ja: 'EMQX は CONNACK のプロパティーが付いた PUBLISH を受け入れる',
    },
    link: emqxSource('emqx_frame.erl', 640),
  }),
  grantsSubscribe('properties.refused-of-another-packet-in-subscribe', {
    does: {
      en: 'EMQX grants a SUBSCRIBE with a property of PUBLISH',
      ja: 'EMQX は PUBLISH のプロパティーが付いた SUBSCRIBE を認める',
    },
    link: emqxSource('emqx_frame.erl', 640),
  }),
  acceptsPublish('properties.refused-twice', {
    does: {
      en: 'EMQX accepts a PUBLISH with two content types: the second one counts',
      ja: 'EMQX はコンテンツタイプが 2 つある PUBLISH を受け入れ、2 つ目を採る',
    },
    link: PROPERTIES,
  }),
  grantsSubscribe('properties.refused-identifier-twice', {
    does: {
      en: 'EMQX grants a SUBSCRIBE with two Subscription Identifiers: the second one counts',
      ja: 'EMQX はサブスクリプション識別子が 2 つある SUBSCRIBE を認め、2 つ目を採る',
    },
    link: PROPERTIES,
  }),
  acceptsPublish('properties.refused-identifier-from-publisher', {
    statement: 'MQTT-3.3.4-6',
    mended: '6.2.0',
    does: {
      en: 'EMQX before 6.2 accepts a Subscription Identifier from a publisher (the rule binds the client: that the broker must close follows from what a Protocol Error is)',
      ja: '6.2 より前の EMQX は送り手が付けたサブスクリプション識別子を受け入れる(禁止はクライアントへのもので、ブローカーが切断すべきなのは Protocol Error の定義から)',
    },
    link: emqxSource('emqx_packet.erl', 291),
  }),
  acceptsPublish('properties.refused-length-of-five-bytes', {
    statement: 'MQTT-1.5.5-1',
    mended: '5.9.0',
    does: {
      en: 'EMQX before 5.9 reads a property length of five bytes: it looks only at the first four',
      ja: '5.9 より前の EMQX は 5 バイトのプロパティー長も読む(確かめるのは最初の 4 バイトだけ)',
    },
    link: emqxSource('emqx_frame.erl', 644),
  }),
  acceptsConnect('properties.refused-connect-twice', {
    does: {
      en: 'EMQX accepts a CONNECT with two Session Expiry Intervals: the second one counts',
      ja: 'EMQX は Session Expiry Interval が 2 つある CONNECT を受け入れ、2 つ目を採る',
    },
    link: PROPERTIES,
  }),
  acceptsConnect('properties.refused-connect-authentication-data-alone', {
    does: {
      en: 'EMQX accepts a CONNECT with authentication data but no method',
      ja: 'EMQX は認証方式のない認証データを付けた CONNECT を受け入れる',
    },
    link: emqxSource('emqx_packet.erl', 367),
  }),
  {
    claim: 'properties.refused-connect-maximum-packet-0',
    statements: { 5: 'MQTT-4.13.1-1' },
    seen: 'did not come: CONNACK from the broker; unread: nothing',
    does: {
      en: 'EMQX accepts a CONNECT with Maximum Packet Size 0 and then finds its own CONNACK too large: nothing comes, and the connection stays open',
      ja: 'EMQX は Maximum Packet Size が 0 の CONNECT を受け入れ、自分の CONNACK を大きすぎるとして捨てる。何も届かないまま接続は残る',
    },
    wire: ['client → broker  CONNECT  MQTT 5  clean start    nothing comes back'],
    link: emqxSource('emqx_packet.erl', 367),
  },
]);
