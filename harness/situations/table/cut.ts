import type { Text } from '../../base/text.ts';
import type { Direction, PacketType } from '../../protocol/packet.ts';
import { publishing, type Reach, receiving, subscribing } from '../reach.ts';
import type { Situation } from '../situation.ts';
import { messageFor } from '../stage/message.ts';

/** A packet after which the connection is cut. */
interface CutPoint {
  readonly name: string;
  readonly says: Text;
  readonly type: PacketType;
  readonly direction: Direction;
  readonly qos?: 1 | 2;
  readonly outOfReach?: Reach;
  /** Whether the client first receives a message at that QoS. */
  readonly delivers?: 1 | 2;
}

const up = 'to-broker';
const down = 'to-client';
const before: Readonly<Record<'publish' | 'receive', Text>> = {
  publish: { en: 'of its message', ja: '(クライアントのメッセージ)' },
  receive: { en: 'of a message to it', ja: '(クライアント宛のメッセージ)' },
};
const step = (type: string, which: 'publish' | 'receive', qos: number): Text => ({
  en: `${type} ${before[which].en} at QoS ${qos}`,
  ja: `QoS ${qos} の ${type}${before[which].ja}`,
});
const plainly = (type: string): Text => ({ en: type, ja: type });

const published = (type: PacketType, direction: Direction, qos: 1 | 2): CutPoint => ({
  name: `${type.toLowerCase()}-of-its-qos${qos}`,
  says: step(type, 'publish', qos),
  type,
  direction,
  ...(type === 'PUBLISH' && { qos }),
  outOfReach: publishing(qos),
});

const delivered = (type: PacketType, direction: Direction, qos: 1 | 2): CutPoint => ({
  name: `${type.toLowerCase()}-to-it-qos${qos}`,
  says: step(type, 'receive', qos),
  type,
  direction,
  ...(type === 'PUBLISH' && { qos }),
  outOfReach: receiving(qos),
  delivers: qos,
});

const points: readonly CutPoint[] = [
  { name: 'connect', says: plainly('CONNECT'), type: 'CONNECT', direction: up },
  { name: 'connack', says: plainly('CONNACK'), type: 'CONNACK', direction: down },
  {
    name: 'subscribe',
    says: plainly('SUBSCRIBE'),
    type: 'SUBSCRIBE',
    direction: up,
    outOfReach: subscribing,
  },
  { name: 'suback', says: plainly('SUBACK'), type: 'SUBACK', direction: down, outOfReach: subscribing },
  published('PUBLISH', up, 1),
  published('PUBACK', down, 1),
  published('PUBLISH', up, 2),
  published('PUBREC', down, 2),
  published('PUBREL', up, 2),
  published('PUBCOMP', down, 2),
  delivered('PUBLISH', down, 1),
  delivered('PUBACK', up, 1),
  delivered('PUBLISH', down, 2),
  delivered('PUBREC', up, 2),
  delivered('PUBREL', down, 2),
  delivered('PUBCOMP', up, 2),
];

/** The connection is cut once, after a packet of a handshake. The client must then finish its messages in flight. */
export const cuts: readonly Situation[] = points.map(
  ({ name, says, type, direction, qos, outOfReach, delivers }) => ({
    id: `cut.after-${name}`,
    title: { en: `The connection is cut after ${says.en}`, ja: `${says.ja} の直後に接続が切れる` },
    ...(outOfReach && { outOfReach }),
    set({ tap }) {
      const fault = tap.cut().after(type).going(direction);
      if (qos !== undefined) fault.withQoS(qos);
    },
    async play(stage, conduct) {
      if (delivers !== undefined) {
        await stage.subscribed(conduct, delivers);
        stage.broker.connection?.deliver(messageFor(conduct, delivers, 1));
      }
      await stage.comesBack(await stage.happens('cut'));
    },
  }),
);
