import { mqtt311Sections } from '../../protocol/mqtt311-sections.ts';
import { type Deviation, type FiledDeviation, inFile } from '../deviations/of-broker.ts';

const NEVER = 'did not come: PUBLISH from the broker; unread: nothing';

/** What a claim sees if the message is not sent again in time. */
const NOT_AGAIN = [
  'did not come: PUBLISH to slow carrying "open"; the trace ends with',
  'slow   → broker  CONNECT  MQTT 3.1.1  clean session 0  keep alive 60 s  27 B',
  'broker → slow    CONNACK  Accepted  session present  4 B',
].join('\n');

const later = (claim: string, seen: unknown, statement = 'MQTT-4.4.0-1'): Deviation => ({
  claim,
  statements: { 4: statement },
  seen,
  does: {
    en: 'nats-server sends again not when the subscriber is back but when `ack_wait` is over: 30 s, unless set otherwise',
    ja: 'nats-server は、購読者が戻ったときではなく、`ack_wait`(既定は 30 秒)が過ぎてから送り直す',
  },
  wire: [
    'broker → slow    PUBLISH  qos 1  id 1  a  "open"',
    'slow   → broker  CONNECT  clean session 0',
    'broker → slow    CONNACK  Accepted  session present',
    'broker → slow    PUBLISH  qos 1  id 2  a  "fence"    nothing of "open" in front of it',
  ],
  link: 'https://github.com/nats-io/nats-server/pull/8360',
});

/** Deviations of nats-server in sending unacknowledged messages again. */
export const redeliveryOfNats: readonly FiledDeviation[] = inFile(import.meta.url, [
  later('redelivery.on-reconnect', NOT_AGAIN),
  later('redelivery.dup', NOT_AGAIN, 'MQTT-3.3.1-1'),
  later('redelivery.unanswered-at-1', 'nothing'),
  ...[
    'lost-publish-at-1',
    'lost-puback',
    'after-power-cut',
    'after-takeover',
    'in-order-at-1',
    'only-open-at-1',
  ].map((claim) => later(`redelivery.${claim}`, [])),
  later('redelivery.before-queue-at-1', ['third', 'fourth']),
  later('redelivery.until-answered', NEVER),
  later('takeover.in-flight', NEVER),
  {
    claim: 'redelivery.unsubscribed',
    statements: { 4: 'MQTT-3.10.4-3' },
    seen: [],
    does: {
      en: 'nats-server forgets a message that is on its way when its subscription ends, and never sends it again',
      ja: 'nats-server は、届く途中のメッセージを購読の終わりとともに忘れ、二度と送らない',
    },
    wire: [
      'broker → slow    PUBLISH      qos 1  id 1  a  "open"',
      'slow   → broker  UNSUBSCRIBE  id 2  a',
      'broker → slow    UNSUBACK     id 2',
      'slow   → broker  CONNECT      clean session 0',
      'broker → slow    CONNACK      Accepted  session present',
    ],
    link: mqtt311Sections.unsubscribeActions,
  },
]);
