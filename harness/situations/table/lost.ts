import type { Text } from '../../base/text.ts';
import type { Direction, PacketType } from '../../protocol/packet.ts';
import {
  all,
  keepingAlive,
  publishing,
  publishingSeveral,
  type Reach,
  receiving,
  staying,
  subscribing,
} from '../reach.ts';
import type { Situation } from '../situation.ts';
import { messageFor } from '../stage/message.ts';

/** How long the connection stays after the loss, in ms of own time: enough for a client that resends while connected. */
const STAYS_MS = 1_500;

interface Loss {
  readonly name: string;
  readonly says: Text;
  readonly type: PacketType;
  readonly direction: Direction;
  readonly outOfReach: Reach;
  readonly delivers?: 1 | 2;
}

const losses: readonly Loss[] = [
  {
    name: 'puback',
    says: { en: 'the PUBACK for its message', ja: 'クライアントのメッセージへの PUBACK' },
    type: 'PUBACK',
    direction: 'to-client',
    outOfReach: publishing(1),
  },
  {
    name: 'pubrec',
    says: { en: 'the PUBREC for its message', ja: 'クライアントのメッセージへの PUBREC' },
    type: 'PUBREC',
    direction: 'to-client',
    outOfReach: publishing(2),
  },
  {
    name: 'pubrel',
    says: { en: 'its PUBREL', ja: 'クライアントの PUBREL' },
    type: 'PUBREL',
    direction: 'to-broker',
    outOfReach: publishing(2),
  },
  {
    name: 'pubcomp',
    says: { en: 'the PUBCOMP for its message', ja: 'クライアントのメッセージへの PUBCOMP' },
    type: 'PUBCOMP',
    direction: 'to-client',
    outOfReach: publishing(2),
  },
  {
    name: 'suback',
    says: { en: 'SUBACK', ja: 'SUBACK' },
    type: 'SUBACK',
    direction: 'to-client',
    outOfReach: subscribing,
  },
  {
    name: 'pubrel-to-it',
    says: { en: 'the PUBREL of a message to it', ja: 'クライアント宛のメッセージの PUBREL' },
    type: 'PUBREL',
    direction: 'to-client',
    outOfReach: receiving(2),
    delivers: 2,
  },
];

/** A packet is lost; the connection stays for a while and is then cut. */
const lostOnce: readonly Situation[] = losses.map(
  ({ name, says, type, direction, outOfReach, delivers }) => ({
    id: `lost.${name}`,
    title: {
      en: `${says.en} is lost; the connection is cut later`,
      ja: `${says.ja} が消え、あとで接続が切れる`,
    },
    outOfReach,
    set({ tap }) {
      tap.lose(type).going(direction);
    },
    async play(stage, conduct) {
      if (delivers !== undefined) {
        await stage.subscribed(conduct, delivers);
        stage.broker.connection?.deliver(messageFor(conduct, delivers, 1));
      }
      await stage.next(says, (packet) => packet.type === type && packet.fate === 'lost');
      await stage.waits(STAYS_MS);
      await stage.comesBack(stage.cut());
    },
  }),
);

/** Time for a client to notice that no answer comes, in keep alive periods. */
const PERIODS = 3;

export const lost: readonly Situation[] = [
  ...lostOnce,
  {
    id: 'lost.several',
    title: {
      en: 'No PUBACK and no PUBREC comes; the connection is cut later',
      ja: 'PUBACK も PUBREC も届かず、あとで接続が切れる',
    },
    outOfReach: publishingSeveral,
    set({ broker }) {
      broker.habits.answers = (attempt) => attempt > 1;
    },
    async play(stage) {
      await stage.next({ en: 'a message', ja: 'メッセージ' }, ({ fields }) => (fields.qos ?? 0) > 0);
      await stage.waits(STAYS_MS);
      await stage.comesBack(stage.cut());
    },
  },
  {
    id: 'lost.pingresp',
    title: { en: 'PINGRESP never comes', ja: 'PINGRESP がいつまでも届かない' },
    isAboutTime: true,
    outOfReach: all(staying, keepingAlive),
    set({ tap }) {
      tap.lose('PINGRESP').everyTime();
    },
    async play(stage, { keepAlive }) {
      await stage.sent('CONNECT');
      await stage.waits(PERIODS * keepAlive * 1_000);
    },
  },
  {
    id: 'lost.everything',
    title: {
      en: 'The connection is half-open: nothing arrives any more, on either side',
      ja: '接続が半開きになり、どちら向きにも何も届かない',
    },
    isAboutTime: true,
    outOfReach: all(staying, keepingAlive),
    set({ tap }) {
      tap.freeze().after('CONNACK');
    },
    async play(stage, { keepAlive }) {
      await stage.happens('frozen');
      await stage.waits(PERIODS * keepAlive * 1_000);
    },
  },
];
