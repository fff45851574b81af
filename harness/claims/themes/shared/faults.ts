import type { IPublishPacket, Packet } from 'mqtt-packet';
import { delivers, each, type Faulty, faulty, grants, isFence, subscribes } from '../../../faulty/faults.ts';
import { inFrontOf, type Mangle, type Passage } from '../../../faulty/mangling-stream.ts';
import { leavesOut } from '../../../faulty/properties-faults.ts';
import { sharing } from '../../../faulty/sharing.ts';

const malformed = [
  'shared.refused-nameless',
  'shared.refused-without-filter',
  'shared.refused-empty-filter',
  'shared.refused-plus',
  'shared.refused-hash',
];

/** Sends the last message of the first member to the second one when the first member sends a packet that `when` selects. */
const movesOn = (when: (packet: Packet) => boolean): Mangle => {
  let last: IPublishPacket | undefined;
  let tellSecond: Passage['tell'] | undefined;
  return (packet, direction, { clientId, tell }) => {
    if (packet === undefined) return packet;
    if (clientId.endsWith('second')) tellSecond = tell;
    if (!clientId.endsWith('first')) return packet;
    if (packet.cmd === 'publish' && direction === 'to-client' && !isFence(packet)) last = packet;
    if (when(packet) && last !== undefined) {
      const { messageId: _, ...publish } = last;
      tellSecond?.({ ...publish, qos: 0 });
    }
    return packet;
  };
};

/** Drops everything that is sent again. */
const sendsOnce = (): Mangle => {
  const sent = new Set<string>();
  return delivers((publish) => {
    const again = sent.has(`${publish.payload}`);
    sent.add(`${publish.payload}`);
    return again ? [] : publish;
  });
};

const behind = (fault: () => Mangle) => () => inFrontOf(sharing(), fault());

/** Brokers that break the claims about shared subscriptions. */
export const sharedGallery: readonly Faulty[] = [
  faulty('shared.each-once', 'gives a message to every member', () =>
    sharing({ chosen: (members) => members }),
  ),
  faulty('shared.each-once', 'deals to a seat that nobody sits on', () =>
    sharing({ chosen: (members, turn) => members.filter((_, seat) => seat === turn % (members.length + 1)) }),
  ),
  faulty('shared.two-groups', 'takes all groups of a filter for one', () =>
    sharing({ groupOf: ({ filter }) => filter }),
  ),
  faulty(
    'shared.beside-normal',
    'delivers to nobody outside a group',
    behind(() => delivers((publish, { clientId }) => (clientId.endsWith('normal') ? [] : publish))),
  ),
  faulty(
    'shared.several-filters',
    'knows no wildcards in a group',
    behind(() => subscribes((filter) => filter.replace('+', 'plus'))),
  ),
  faulty('shared.no-retained', 'sends what is retained to who enters a group', () =>
    sharing({ sendsRetained: true }),
  ),
  faulty('shared.member-leaves', 'goes on dealing to a member that left', () =>
    sharing({ keepsLeavers: true }),
  ),
  faulty('shared.unsubscribed-by-name', 'ends a membership whatever its share name', () =>
    sharing({ forgetsNames: true }),
  ),
  faulty(
    'shared.granted-qos',
    'delivers to members at QoS 0',
    behind(() => delivers(({ messageId: _, ...publish }) => ({ ...publish, qos: 0 }))),
  ),
  faulty(
    'shared.identifier',
    'knows no identifiers of groups',
    behind(() => leavesOut('subscriptionIdentifier')),
  ),
  faulty(
    'shared.refused-message',
    'gives to another member what one refused',
    behind(() => movesOn((packet) => packet.cmd === 'puback' && (packet.reasonCode ?? 0) >= 0x80)),
  ),
  faulty(
    'shared.qos-2-stays',
    'gives to another member what one left unanswered',
    behind(() => movesOn((packet) => packet.cmd === 'disconnect')),
  ),
  faulty('shared.qos-2-completed', 'does not send again what a member left unanswered', behind(sendsOnce)),
  ...each(
    malformed,
    'grants whatever is asked for',
    behind(() => grants),
  ),
  faulty('shared.no-local', 'shares with No Local', () => sharing({ allowsNoLocal: true })),
];
