import { ACCEPTED } from '../deviations/lenient/connect.ts';
import { ANSWERED, takenFor } from '../deviations/lenient/packets.ts';
import { type Deviation, type FiledDeviation, inFile } from '../deviations/of-broker.ts';
import { emqxSource } from './source.ts';

const PROTOCOL_ERROR = 'MQTT-4.13.1-1';

type About = Pick<Deviation, 'does' | 'link' | 'mended'> & { readonly statement?: string };

/** EMQX accepts an invalid PUBLISH with any settings. */
const takes = (what: string, { statement = PROTOCOL_ERROR, ...about }: About): Deviation => ({
  claim: `properties.refused-${what}`,
  statements: { 5: statement },
  seen: ANSWERED,
  wire: takenFor('client → broker  PUBLISH   qos 0  a  "x"'),
  ...about,
});

/** EMQX grants an invalid SUBSCRIBE with any settings. */
const grants = (claim: string, subscribe: string, about: Omit<About, 'statement'>): Deviation => ({
  claim,
  statements: { 5: PROTOCOL_ERROR },
  seen: ANSWERED,
  wire: takenFor(
    `client → broker  SUBSCRIBE  id 1  a  qos 0${subscribe}`,
    'broker → client  SUBACK     id 1  granted qos 0',
  ),
  ...about,
});

/** EMQX accepts an invalid CONNECT with any settings. */
const accepts = (what: string, about: Omit<About, 'statement'>): Deviation => ({
  claim: `properties.refused-connect-${what}`,
  statements: { 5: PROTOCOL_ERROR },
  seen: ACCEPTED,
  wire: ['client → broker  CONNECT  MQTT 5  clean start', 'broker → client  CONNACK  Success'],
  ...about,
});

/** The line where the parser adds a property. It checks neither the packet type nor whether the property is there already. */
const PROPERTIES = emqxSource('emqx_frame.erl', 567);

/** Invalid packets that EMQX accepts under MQTT 5, also in strict mode. */
export const emqxRefusals: readonly FiledDeviation[] = inFile(import.meta.url, [
  grants('malformed.subscribe-retain-handling-3', '  retain handling 3', {
    does: {
      en: 'EMQX grants a SUBSCRIBE with Retain Handling 3',
      ja: 'EMQX は Retain Handling が 3 の SUBSCRIBE を認める',
    },
    link: emqxSource('emqx_frame.erl', 653),
  }),
  takes('of-another-packet', {
    does: {
      en: 'EMQX accepts a PUBLISH with a property of CONNACK',
      ja: 'EMQX は CONNACK のプロパティーが付いた PUBLISH を受け入れる',
    },
    link: emqxSource('emqx_frame.erl', 640),
  }),
  grants('properties.refused-of-another-packet-in-subscribe', '', {
    does: {
      en: 'EMQX grants a SUBSCRIBE with a property of PUBLISH',
      ja: 'EMQX は PUBLISH のプロパティーが付いた SUBSCRIBE を認める',
    },
    link: emqxSource('emqx_frame.erl', 640),
  }),
  takes('twice', {
    does: {
      en: 'EMQX accepts a PUBLISH with two content types: the second one counts',
      ja: 'EMQX はコンテンツタイプが 2 つある PUBLISH を受け入れ、2 つ目を採る',
    },
    link: PROPERTIES,
  }),
  grants('properties.refused-identifier-twice', '', {
    does: {
      en: 'EMQX grants a SUBSCRIBE with two Subscription Identifiers: the second one counts',
      ja: 'EMQX はサブスクリプション識別子が 2 つある SUBSCRIBE を認め、2 つ目を採る',
    },
    link: PROPERTIES,
  }),
  takes('identifier-from-publisher', {
    statement: 'MQTT-3.3.4-6',
    mended: '6.2.0',
    does: {
      en: 'EMQX before 6.2 accepts a Subscription Identifier from a publisher (the rule binds the client: that the broker must close follows from what a Protocol Error is)',
      ja: '6.2 より前の EMQX は送り手が付けたサブスクリプション識別子を受け入れる(禁止はクライアントへのもので、ブローカーが切断すべきなのは Protocol Error の定義から)',
    },
    link: emqxSource('emqx_packet.erl', 291),
  }),
  takes('length-of-five-bytes', {
    statement: 'MQTT-1.5.5-1',
    mended: '5.9.0',
    does: {
      en: 'EMQX before 5.9 reads a property length of five bytes: it looks only at the first four',
      ja: '5.9 より前の EMQX は 5 バイトのプロパティー長も読む(確かめるのは最初の 4 バイトだけ)',
    },
    link: emqxSource('emqx_frame.erl', 644),
  }),
  accepts('twice', {
    does: {
      en: 'EMQX accepts a CONNECT with two Session Expiry Intervals: the second one counts',
      ja: 'EMQX は Session Expiry Interval が 2 つある CONNECT を受け入れ、2 つ目を採る',
    },
    link: PROPERTIES,
  }),
  accepts('authentication-data-alone', {
    does: {
      en: 'EMQX accepts a CONNECT with authentication data but no method',
      ja: 'EMQX は認証方式のない認証データを付けた CONNECT を受け入れる',
    },
    link: emqxSource('emqx_packet.erl', 367),
  }),
  {
    claim: 'properties.refused-connect-maximum-packet-0',
    statements: { 5: PROTOCOL_ERROR },
    seen: 'did not come: CONNACK from the broker; unread: nothing',
    does: {
      en: 'EMQX accepts a CONNECT with Maximum Packet Size 0 and then finds its own CONNACK too large: nothing comes, and the connection stays open',
      ja: 'EMQX は Maximum Packet Size が 0 の CONNECT を受け入れ、自分の CONNACK を大きすぎるとして捨てる。何も届かないまま接続は残る',
    },
    wire: ['client → broker  CONNECT  MQTT 5  clean start    nothing comes back'],
    link: emqxSource('emqx_packet.erl', 367),
  },
]);
