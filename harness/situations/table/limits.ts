import { same } from '../../base/text.ts';
import { codes } from '../../protocol/codes.ts';
import type { Conduct } from '../conduct.ts';
import {
  all,
  publishing,
  publishingAnything,
  publishingByAlias,
  publishingRetained,
  publishingSeveral,
  receiving,
  staying,
  subscribing,
} from '../reach.ts';
import type { Situation } from '../situation.ts';
import type { Answer } from '../stage/habits.ts';
import { messageFor } from '../stage/message.ts';
import type { Stage } from '../stage/stage.ts';

type Properties = NonNullable<Answer['properties']>;

/** Until CONNACK, in ms: what a client sends without waiting for it is then sent before it, and under no limit. */
const CONNACK_MS = 300;

/** Adds properties to every CONNACK. */
function announce({ broker }: Stage, properties: Properties): void {
  const usual = broker.habits.connack;
  broker.habits.connack = (attempt, connect) => {
    const answer = usual(attempt, connect);
    return { ...answer, after: CONNACK_MS, properties: { ...answer?.properties, ...properties } };
  };
}

/** One byte less than the largest message of the rehearsal. */
const tooSmall = ({ published }: Conduct): number => Math.max(...published.map(({ size }) => size)) - 1;

/** Delay of the answers to its messages, in ms: a client at its limit must wait for them. */
const SLOWLY_MS = 200;
/** Seconds. */
const SERVER_KEEP_ALIVE = 2;

const fiveOnly = { protocolVersions: [5] } as const;

/** The first answer to its messages at a QoS refuses each of them. */
const refusesMessage = (answer: 'puback' | 'pubrec', qos: 1 | 2): Situation => {
  const type = answer === 'puback' ? 'PUBACK' : 'PUBREC';
  return {
    id: `answer.${answer}-refuses`,
    title: {
      en: `${type} refuses its message, and the connection is cut`,
      ja: `${type} がメッセージを拒否し、そのあと接続が切れる`,
    },
    ...fiveOnly,
    outOfReach: publishing(qos),
    set({ broker }) {
      broker.habits[answer] = () => codes.quotaExceeded;
    },
    async play(stage) {
      await stage.next(same(type), (packet) => packet.type === type && packet.direction === 'to-client');
      await stage.quiet();
      await stage.comesBack(stage.cut());
    },
  };
};

export const limits: readonly Situation[] = [
  {
    id: 'limit.receive-maximum',
    title: { en: 'Receive Maximum is 1, and answers are slow', ja: 'Receive Maximum が 1 で、応答が遅い' },
    ...fiveOnly,
    outOfReach: publishingSeveral,
    set(stage) {
      announce(stage, { receiveMaximum: 1 });
      stage.broker.habits.slowness = SLOWLY_MS;
    },
  },
  {
    id: 'limit.packet-size',
    title: {
      en: 'Maximum Packet Size is one byte less than its largest message',
      ja: 'Maximum Packet Size が、いちばん大きいメッセージより 1 バイト小さい',
    },
    ...fiveOnly,
    outOfReach: publishingAnything,
    set: (stage, conduct) => announce(stage, { maximumPacketSize: tooSmall(conduct) }),
  },
  {
    id: 'limit.maximum-qos-1',
    title: { en: 'Maximum QoS is 1', ja: 'Maximum QoS が 1' },
    ...fiveOnly,
    outOfReach: publishing(2),
    set: (stage) => announce(stage, { maximumQoS: 1 }),
  },
  {
    id: 'limit.maximum-qos-0',
    title: { en: 'Maximum QoS is 0', ja: 'Maximum QoS が 0' },
    ...fiveOnly,
    outOfReach: publishing(1),
    set: (stage) => announce(stage, { maximumQoS: 0 }),
  },
  {
    id: 'limit.no-retain',
    title: { en: 'Retained messages are not available', ja: 'retain メッセージが使えない' },
    ...fiveOnly,
    outOfReach: publishingRetained,
    set: (stage) => announce(stage, { retainAvailable: false }),
  },
  {
    id: 'limit.server-keep-alive',
    title: {
      en: 'The broker asks for a keep alive of two seconds',
      ja: 'ブローカーが Keep Alive 2 秒を指定する',
    },
    ...fiveOnly,
    isAboutTime: true,
    outOfReach: staying,
    set: (stage) => announce(stage, { serverKeepAlive: SERVER_KEEP_ALIVE }),
    async play(stage) {
      await stage.accepted();
      await stage.waits(4_000 * SERVER_KEEP_ALIVE);
    },
  },
  {
    id: 'alias.after-cut',
    title: {
      en: 'The connection is cut after a message that set a topic alias',
      ja: 'トピックエイリアスを決めたメッセージの直後に接続が切れる',
    },
    ...fiveOnly,
    outOfReach: publishingByAlias,
    set({ tap }) {
      tap.cut().after('PUBLISH').going('to-broker');
    },
    async play(stage) {
      await stage.returns(await stage.happens('cut'));
    },
  },
  {
    id: 'alias.none-after-cut',
    title: {
      en: 'The same, and the next CONNACK allows no aliases',
      ja: '同じことが起き、次の CONNACK はエイリアスを認めない',
    },
    ...fiveOnly,
    outOfReach: publishingByAlias,
    set({ tap, broker }) {
      tap.cut().after('PUBLISH').going('to-broker');
      const usual = broker.habits.connack;
      broker.habits.connack = (attempt, connect) => (attempt === 1 ? usual(attempt, connect) : {});
    },
    async play(stage) {
      await stage.returns(await stage.happens('cut'));
    },
  },
  {
    id: 'answer.suback-refuses',
    title: { en: 'SUBACK refuses every subscription', ja: 'SUBACK がすべてのサブスクリプションを拒否する' },
    outOfReach: subscribing,
    set({ broker }, { protocolVersion }) {
      broker.habits.suback = () => (protocolVersion === 5 ? codes.notAuthorized : 0x80);
    },
    async play(stage) {
      await stage.next({ en: 'SUBACK', ja: 'SUBACK' }, ({ type }) => type === 'SUBACK');
    },
  },
  refusesMessage('puback', 1),
  refusesMessage('pubrec', 2),
  {
    id: 'answer.with-reason-codes',
    title: {
      en: 'PUBREL and PUBCOMP have a reason code and an empty list of properties',
      ja: 'PUBREL と PUBCOMP に、理由コードと空のプロパティーがある',
    },
    ...fiveOnly,
    outOfReach: all(staying, receiving(2)),
    set({ broker }) {
      broker.habits.isVerbose = true;
    },
    async play(stage, conduct) {
      await stage.subscribed(conduct, 2);
      stage.broker.connection?.deliver(messageFor(conduct, 2, 1));
      await stage.next({ en: 'PUBREL', ja: 'PUBREL' }, ({ type, direction }) => {
        return type === 'PUBREL' && direction === 'to-client';
      });
    },
  },
  {
    id: 'alias.from-broker',
    title: {
      en: 'The broker uses a topic alias, as high as the client allows',
      ja: 'ブローカーが、クライアントの認めるいちばん大きいトピックエイリアスを使う',
    },
    ...fiveOnly,
    outOfReach: all(staying, receiving(1), ({ connect }) =>
      connect.fields.properties?.topicAliasMaximum
        ? undefined
        : { en: 'it does not accept topic aliases', ja: 'トピックエイリアスを受け付けない' },
    ),
    async play(stage, conduct) {
      await stage.subscribed(conduct, 1);
      const { connection } = stage.broker;
      const topicAlias = Number(conduct.connect.fields.properties?.topicAliasMaximum);
      const message = messageFor(conduct, 1, 1);
      connection?.deliver({ ...message, properties: { topicAlias } });
      connection?.deliver({ ...message, topic: '', properties: { topicAlias } });
    },
  },
];
