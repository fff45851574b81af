import type { Claim } from '../../lab/claim.ts';
import type { PacketEntry, PacketType } from '../../protocol/packet.ts';
import { broken, type ClientClaim, everyTime, holds, noOccasion } from './claim.ts';
import { type Connection, cameOn, connectionsOf, refuses, sentOn } from './reading.ts';

type Asks = (connection: Connection) => PacketEntry[];

const publishedAt =
  (qos: number): Asks =>
  (connection) =>
    cameOn(connection, 'PUBLISH').filter(({ fields }) => fields.qos === qos && isReadable(fields.properties));

/** Another claim judges a PUBLISH with an alias. */
const isReadable = (properties: PacketEntry['fields']['properties']) => properties?.topicAlias === undefined;

/** The n-th packet with an identifier belongs to its n-th answer. @param isMeant selects those of which the answers count */
function answersTo(
  asked: readonly PacketEntry[],
  type: PacketType,
  connection: Connection,
  isMeant: (packet: PacketEntry) => boolean,
): string[] {
  const answers = sentOn(connection, type);
  return asked.filter(isMeant).flatMap((packet) => {
    const alike = asked.filter(({ fields }) => fields.messageId === packet.fields.messageId);
    const own = answers.filter(({ fields }) => fields.messageId === packet.fields.messageId);
    if (own.length > alike.indexOf(packet)) return [type];
    return connection.isFinal ? ['nothing'] : [];
  });
}

/** A claim that each packet of a type, or each selected one, is answered on its connection. */
const answered = (
  about: Pick<Claim, 'id' | 'says' | 'statements'> & Pick<ClientClaim, 'occasion' | 'shownIn'>,
  asks: Asks,
  type: PacketType,
  isMeant: (packet: PacketEntry) => boolean = () => true,
): ClientClaim => ({
  ...about,
  judge: (played) =>
    everyTime(
      type,
      connectionsOf(played).flatMap((connection) => answersTo(asks(connection), type, connection, isMeant)),
    ),
});

const messageAt = (qos: number) => ({
  en: `a message at QoS ${qos} reaches it`,
  ja: `QoS ${qos} のメッセージが届く`,
});

const isAgain = ({ fields }: PacketEntry): boolean => fields.dup === true;

/** Whether answers come in the order of their requests on each connection. */
const ordered =
  (asks: Asks, type: PacketType): ClientClaim['judge'] =>
  (played) =>
    everyTime(
      'in order',
      connectionsOf(played).flatMap((connection) => {
        const ids = asks(connection).map(({ fields }) => fields.messageId);
        const answers = sentOn(connection, type).map(({ fields }) => fields.messageId);
        const known = [...new Set(answers)].filter((id) => ids.includes(id));
        if (known.length < 2) return [];
        const wanted = [...new Set(ids)].filter((id) => known.includes(id));
        return known.every((id, at) => id === wanted[at]) ? ['in order'] : ['out of order'];
      }),
    );

const several = (what: string) => ({ en: `several ${what} reach it`, ja: `${what} がいくつも届く` });
const burst = ['plain.burst', 'session.kept'];

/**
 * For each message and PUBREL, whether it has been answered more often than it came. A client that is still at work on a message when
 * its connection ends may answer on the next: what came before counts, too.
 */
function surplus(connections: readonly Connection[]): string[] {
  const pairs = [
    ['PUBACK', publishedAt(1)],
    ['PUBREC', publishedAt(2)],
    ['PUBCOMP', (connection: Connection) => cameOn(connection, 'PUBREL')],
  ] as const;
  return pairs.flatMap(([type, asks]) => {
    const asked = connections.flatMap(asks);
    const answers = connections.flatMap((connection) => sentOn(connection, type));
    return [...new Set(asked.map(({ fields }) => fields.messageId))].map((id) => {
      const count = (packets: readonly PacketEntry[]) =>
        packets.filter(({ fields }) => fields.messageId === id).length;
      return count(answers) > count(asked) ? `${type} twice` : 'once';
    });
  });
}

export const acknowledge: readonly ClientClaim[] = [
  answered(
    {
      id: 'acknowledge.qos1',
      says: {
        en: 'It answers each QoS 1 message with PUBACK, whatever it does with it',
        ja: 'QoS 1 のメッセージには、内容をどう扱おうと PUBACK で応える',
      },
      statements: { 4: ['MQTT-4.3.2-2', 'MQTT-4.5.0-2'], 5: ['MQTT-4.3.2-4', 'MQTT-4.5.0-2'] },
      occasion: messageAt(1),
      shownIn: ['plain.burst', 'session.kept'],
    },
    publishedAt(1),
    'PUBACK',
  ),
  answered(
    {
      id: 'acknowledge.qos2',
      says: {
        en: 'It answers each QoS 2 message with PUBREC',
        ja: 'QoS 2 のメッセージには PUBREC で応える',
      },
      statements: { 4: ['MQTT-4.3.3-2', 'MQTT-4.5.0-2'], 5: ['MQTT-4.3.3-8', 'MQTT-4.5.0-2'] },
      occasion: messageAt(2),
      shownIn: ['plain.burst', 'session.kept'],
    },
    publishedAt(2),
    'PUBREC',
  ),
  answered(
    {
      id: 'acknowledge.pubrel',
      says: { en: 'It answers each PUBREL with PUBCOMP', ja: 'PUBREL には PUBCOMP で応える' },
      statements: { 4: ['MQTT-4.3.3-2'], 5: ['MQTT-4.3.3-11'] },
      occasion: { en: 'PUBREL reaches it', ja: 'PUBREL が届く' },
      shownIn: ['plain.burst', 'cut.after-pubrel-to-it-qos2', 'lost.pubrel-to-it'],
    },
    (connection) => cameOn(connection, 'PUBREL'),
    'PUBCOMP',
  ),
  answered(
    {
      id: 'acknowledge.qos1-again',
      says: {
        en: 'A QoS 1 message that comes again is acknowledged again',
        ja: 'もう一度届いた QoS 1 のメッセージにも、もう一度確認応答する',
      },
      statements: { 4: ['MQTT-4.3.2-2'], 5: ['MQTT-4.3.2-4', 'MQTT-4.3.2-5'] },
      occasion: { en: 'a QoS 1 message comes with DUP', ja: 'QoS 1 のメッセージが DUP つきで届く' },
      shownIn: ['twice.qos1', 'cut.after-publish-to-it-qos1'],
    },
    publishedAt(1),
    'PUBACK',
    isAgain,
  ),
  answered(
    {
      id: 'acknowledge.qos2-again',
      says: {
        en: 'A QoS 2 message that comes again before PUBREL is answered with PUBREC again',
        ja: 'PUBREL の前にもう一度届いた QoS 2 のメッセージには、もう一度 PUBREC で応える',
      },
      statements: { 4: ['MQTT-4.3.3-2'], 5: ['MQTT-4.3.3-10'] },
      occasion: { en: 'a QoS 2 message comes with DUP', ja: 'QoS 2 のメッセージが DUP つきで届く' },
      shownIn: ['twice.qos2', 'twice.qos2-connected', 'cut.after-publish-to-it-qos2'],
    },
    publishedAt(2),
    'PUBREC',
    isAgain,
  ),
  {
    id: 'acknowledge.with-reason-codes',
    says: {
      en: 'A PUBREL that has a reason code and properties is answered like one that leaves them out',
      ja: '理由コードとプロパティーのある PUBREL にも、省いたものと同じように応える',
    },
    statements: { 5: ['MQTT-4.3.3-11'] },
    occasion: { en: 'such a PUBREL reaches it', ja: 'そのような PUBREL が届く' },
    shownIn: ['answer.with-reason-codes'],
    judge(played) {
      if (played.situation !== 'answer.with-reason-codes') return noOccasion;
      const asked = connectionsOf(played).filter((one) => cameOn(one, 'PUBREL').length > 0);
      if (asked.length === 0) return noOccasion;
      if (asked.some((one) => sentOn(one, 'PUBCOMP').length > 0)) return holds;
      if (asked.some(({ end }) => end?.what === 'closed-by-client')) return broken('PUBCOMP', 'closed');
      return asked.some(({ isFinal }) => isFinal) ? broken('PUBCOMP', 'nothing') : noOccasion;
    },
  },
  {
    id: 'acknowledge.once',
    says: { en: 'It acknowledges once each time', ja: '確認応答は 1 回につき 1 度だけ' },
    statements: {
      4: ['MQTT-4.3.2-2', 'MQTT-4.3.3-2'],
      5: ['MQTT-4.3.2-4', 'MQTT-4.3.3-8', 'MQTT-4.3.3-11'],
    },
    occasion: { en: 'a message at QoS 1 or 2 reaches it', ja: 'QoS 1 か 2 のメッセージが届く' },
    shownIn: burst,
    judge: (played) => everyTime('once', surplus(connectionsOf(played))),
  },
  {
    id: 'acknowledge.puback-order',
    says: {
      en: 'PUBACKs come in the order of the messages',
      ja: 'PUBACK はメッセージが届いた順に返す',
    },
    statements: { 4: ['MQTT-4.6.0-2'], 5: ['MQTT-4.6.0-2'] },
    occasion: several('QoS 1 PUBLISH'),
    shownIn: burst,
    judge: ordered(publishedAt(1), 'PUBACK'),
  },
  {
    id: 'acknowledge.pubrec-order',
    says: {
      en: 'PUBRECs come in the order of the messages',
      ja: 'PUBREC はメッセージが届いた順に返す',
    },
    statements: { 4: ['MQTT-4.6.0-3'], 5: ['MQTT-4.6.0-3'] },
    occasion: several('QoS 2 PUBLISH'),
    shownIn: burst,
    judge: ordered(publishedAt(2), 'PUBREC'),
  },
  answered(
    {
      id: 'publish.pubrel',
      says: {
        en: 'It answers each PUBREC with PUBREL',
        ja: 'PUBREC には PUBREL で応える',
      },
      statements: { 4: ['MQTT-4.3.3-1'], 5: ['MQTT-4.3.3-4'] },
      occasion: {
        en: 'PUBREC for a message of its own reaches it',
        ja: '自分のメッセージへの PUBREC が届く',
      },
      shownIn: ['plain.undisturbed', 'lost.pubrel', 'cut.after-publish-of-its-qos2'],
    },
    (connection) => cameOn(connection, 'PUBREC').filter((packet) => !refuses(packet)),
    'PUBREL',
  ),
  {
    id: 'publish.pubrel-order',
    says: { en: 'PUBRELs come in the order of the PUBRECs', ja: 'PUBREL は PUBREC が届いた順に送る' },
    statements: { 4: ['MQTT-4.6.0-4'], 5: ['MQTT-4.6.0-4'] },
    occasion: several('PUBREC'),
    shownIn: ['plain.undisturbed'],
    judge: ordered((connection) => cameOn(connection, 'PUBREC'), 'PUBREL'),
  },
];
