import type { PacketEntry, PacketType } from '../../protocol/packet.ts';
import { type ClientClaim, everyTime } from './claim.ts';
import { flightsOf } from './flights.ts';
import { type Connection, cameOn, connectionsOf, isFromClient, isWronged, sentOn } from './reading.ts';

/** For each answer of a client, the packet that it answers. */
const asks: Readonly<Partial<Record<PacketType, { readonly type: PacketType; readonly qos?: number }>>> = {
  PUBACK: { type: 'PUBLISH', qos: 1 },
  PUBREC: { type: 'PUBLISH', qos: 2 },
  PUBCOMP: { type: 'PUBREL' },
  PUBREL: { type: 'PUBREC' },
};

/** Whether an answer has the identifier of a packet that reached the client, on this connection or an earlier one. */
function isAsked(answer: PacketEntry, connections: readonly Connection[]): boolean {
  const asked = asks[answer.type];
  if (asked === undefined) return true;
  const before = connections.flatMap((one) => cameOn(one, asked.type)).filter(({ at }) => at <= answer.at);
  return before.some(
    ({ fields }) =>
      fields.messageId === answer.fields.messageId && (asked.qos === undefined || fields.qos === asked.qos),
  );
}

/** Identifiers of SUBSCRIBE and UNSUBSCRIBE that another packet of the connection has at that time. */
function requestsInUse(connection: Connection): string[] {
  const inUse = new Set<number>();
  const seen: string[] = [];
  for (const packet of connection.packets) {
    const { type, fields } = packet;
    const id = fields.messageId;
    if (id === undefined) continue;
    if (type === 'SUBSCRIBE' || type === 'UNSUBSCRIBE') {
      seen.push(inUse.has(id) ? `${type} with an identifier in use` : 'unused');
      inUse.add(id);
    } else if (type === 'SUBACK' || type === 'UNSUBACK') inUse.delete(id);
    else if (type === 'PUBLISH' && isFromClient(packet) && inUse.has(id))
      seen.push('PUBLISH with an identifier in use');
  }
  return seen;
}

export const identifiers: readonly ClientClaim[] = [
  {
    id: 'identifiers.unused',
    says: {
      en: 'A packet identifier is not used for two things at once',
      ja: 'パケット識別子を同時に 2 つのことに使わない',
    },
    statements: { 4: ['MQTT-2.3.1-2'], 5: ['MQTT-2.2.1-3', 'MQTT-4.3.2-1', 'MQTT-4.3.3-1'] },
    occasion: {
      en: 'it subscribes, or publishes at QoS 1 or 2',
      ja: 'サブスクライブするか、QoS 1 か 2 でパブリッシュする',
    },
    shownIn: ['lost.several', 'limit.receive-maximum', 'lost.puback', 'lost.suback'],
    judge(played) {
      const connections = connectionsOf(played);
      const { fresh, clashes } = flightsOf(connections);
      const published = fresh.map((packet) =>
        clashes.includes(packet) ? 'PUBLISH with an identifier in use' : 'unused',
      );
      return everyTime('unused', [...published, ...connections.flatMap(requestsInUse)]);
    },
  },
  {
    id: 'identifiers.of-what-is-answered',
    says: {
      en: 'Each of its acknowledgements has the identifier of what it acknowledges',
      ja: '確認応答は、応答する相手のパケット識別子を持つ',
    },
    statements: { 4: ['MQTT-2.3.1-6'], 5: ['MQTT-2.2.1-5'] },
    occasion: { en: 'it acknowledges something', ja: '何かに確認応答する' },
    shownIn: ['plain.burst', 'plain.undisturbed'],
    judge(played) {
      const connections = connectionsOf(played);
      // The claim about errors judges answers to malformed packets.
      const fair = connections.filter((one) => !isWronged(one));
      const answers = fair.flatMap((one) => sentOn(one, 'PUBACK', 'PUBREC', 'PUBREL', 'PUBCOMP'));
      return everyTime(
        'asked for',
        answers.map((answer) => (isAsked(answer, connections) ? 'asked for' : `${answer.type} for nothing`)),
      );
    },
  },
];
