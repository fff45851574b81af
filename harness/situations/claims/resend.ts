import { type ClientClaim, everyTime } from './claim.ts';
import { type Flight, flightsOf, type Resumption } from './flights.ts';
import { cameOn, connectionsOf, isSameMessage, refuses, sentBy, sentOn } from './reading.ts';

const unanswered = {
  en: 'its session is kept, and a message of its own was not acknowledged',
  ja: 'セッションが残り、自分のメッセージに確認応答が来ていない',
};
const resends = { en: 'it sends a message again', ja: 'メッセージを送り直す' };

/** The packet that the client sends again on a connection for a message in flight. */
function goingOn({ connection }: Resumption, { id, publish, isReleased }: Flight): string {
  const type = isReleased ? 'PUBREL' : 'PUBLISH';
  const own = sentOn(connection, type).filter(({ fields }) => fields.messageId === id);
  const isThere = own.some((packet) => type === 'PUBREL' || isSameMessage(packet, publish));
  return isThere ? 'sent again' : 'nothing';
}

const lossesOf = ['lost.puback', 'lost.pubrec', 'lost.several', 'cut.after-publish-of-its-qos1'];

export const resend: readonly ClientClaim[] = [
  {
    id: 'publish.first-without-dup',
    says: {
      en: 'A message that is sent for the first time has DUP 0, and one at QoS 0 always',
      ja: '初めて送るメッセージの DUP は 0。QoS 0 ではいつも 0',
    },
    statements: {
      4: ['MQTT-3.3.1-2', 'MQTT-4.3.1-1', 'MQTT-4.3.2-1', 'MQTT-4.3.3-1'],
      5: ['MQTT-3.3.1-2', 'MQTT-4.3.1-1', 'MQTT-4.3.2-2', 'MQTT-4.3.3-2'],
    },
    occasion: { en: 'it publishes', ja: 'パブリッシュする' },
    shownIn: ['plain.undisturbed'],
    judge(played) {
      const all = sentBy(played, 'PUBLISH');
      const [{ number: connection } = { number: 0 }] = connectionsOf(played);
      // A packet that was written while a connection broke did not pass the tap. On a later connection, nothing shows
      // whether it is the first.
      const first = all.filter(
        (packet, at) =>
          packet.fields.qos === 0 ||
          (packet.connection === connection &&
            !all.slice(0, at).some((before) => isSameMessage(before, packet))),
      );
      return everyTime(
        'DUP 0',
        first.map(({ fields }) => (fields.dup ? `DUP 1 at QoS ${fields.qos}` : 'DUP 0')),
      );
    },
  },
  {
    id: 'resend.again',
    says: {
      en: 'With a session that was kept, it goes on with what was not acknowledged: PUBLISH or PUBREL, by its identifier',
      ja: '残ったセッションでは、確認応答のなかった PUBLISH か PUBREL を、同じ識別子で送り直す',
    },
    statements: { 4: ['MQTT-4.4.0-1'], 5: ['MQTT-4.3.2-3', 'MQTT-4.3.3-7', 'MQTT-4.4.0-1'] },
    occasion: unanswered,
    shownIn: [...lossesOf, 'lost.pubcomp', 'lost.pubrel'],
    judge: (played) =>
      everyTime(
        'sent again',
        flightsOf(connectionsOf(played)).resumed.flatMap((resumption) =>
          resumption.due
            .map((flight) => goingOn(resumption, flight))
            .filter((what) => what === 'sent again' || resumption.connection.isFinal),
        ),
      ),
  },
  {
    id: 'resend.same-identifier',
    says: {
      en: 'A message that is sent again keeps its packet identifier',
      ja: '送り直すメッセージのパケット識別子は変わらない',
    },
    statements: { 4: ['MQTT-2.3.1-3', 'MQTT-4.4.0-1'], 5: ['MQTT-4.4.0-1'] },
    occasion: resends,
    shownIn: lossesOf,
    judge: (played) =>
      everyTime(
        'its identifier',
        flightsOf(connectionsOf(played)).resumed.flatMap(({ connection, due }) =>
          due
            .filter(({ isReleased }) => !isReleased)
            .flatMap(({ id, publish }) => {
              const alike = sentOn(connection, 'PUBLISH').filter((packet) => isSameMessage(packet, publish));
              if (alike.length === 0) return [];
              return alike.some(({ fields }) => fields.messageId === id)
                ? ['its identifier']
                : ['another identifier'];
            }),
        ),
      ),
  },
  {
    id: 'resend.dup',
    says: { en: 'A message that is sent again has DUP 1', ja: '送り直すメッセージの DUP は 1' },
    statements: { 4: ['MQTT-3.3.1-1'], 5: ['MQTT-3.3.1-1'] },
    occasion: resends,
    shownIn: lossesOf,
    judge: (played) =>
      everyTime(
        'DUP 1',
        flightsOf(connectionsOf(played))
          .resent.filter(({ packet }) => packet.type === 'PUBLISH')
          .map(({ packet }) => (packet.fields.dup ? 'DUP 1' : 'DUP 0')),
      ),
  },
  {
    id: 'resend.order',
    says: {
      en: 'Messages are sent again in the order in which they were sent first',
      ja: '送り直す順序は、最初に送った順序と同じ',
    },
    statements: { 4: ['MQTT-4.6.0-1'], 5: ['MQTT-4.6.0-1'] },
    occasion: { en: 'it sends several messages again', ja: 'いくつものメッセージを送り直す' },
    shownIn: ['lost.several'],
    judge: (played) =>
      everyTime(
        'in order',
        flightsOf(connectionsOf(played)).resumed.flatMap(({ connection, due }) => {
          const again = sentOn(connection, 'PUBLISH').map(({ fields }) => fields.messageId);
          const wanted = due.map(({ id }) => id).filter((id) => again.includes(id));
          if (wanted.length < 2) return [];
          const seen = [...new Set(again)].filter((id) => id !== undefined && wanted.includes(id));
          return seen.every((id, at) => id === wanted[at]) ? ['in order'] : ['out of order'];
        }),
      ),
  },
  {
    id: 'resend.not-after-pubrel',
    says: {
      en: 'Once PUBREL is sent, PUBLISH is not sent again',
      ja: 'PUBREL を送ったあとは、PUBLISH を送り直さない',
    },
    statements: { 4: ['MQTT-4.3.3-1'], 5: ['MQTT-4.3.3-6'] },
    occasion: {
      en: 'its session is kept, and PUBCOMP has not reached it',
      ja: 'セッションが残り、PUBCOMP が届いていない',
    },
    shownIn: ['lost.pubcomp', 'lost.pubrel', 'cut.after-pubrel-of-its-qos2'],
    judge: (played) =>
      everyTime(
        'no PUBLISH',
        flightsOf(connectionsOf(played)).resumed.flatMap(({ connection, due }) =>
          due
            .filter(({ isReleased }) => isReleased)
            .map(({ id, publish }) =>
              sentOn(connection, 'PUBLISH').some(
                (packet) => packet.fields.messageId === id && isSameMessage(packet, publish),
              )
                ? 'PUBLISH'
                : 'no PUBLISH',
            ),
        ),
      ),
  },
  {
    id: 'resend.not-while-connected',
    says: {
      en: 'As long as the connection stands, nothing is sent again',
      ja: '接続が続いているあいだは、何も送り直さない',
    },
    statements: { 5: ['MQTT-4.4.0-1'] },
    occasion: {
      en: 'an acknowledgement is lost, and the connection stays',
      ja: '確認応答が消え、接続は続く',
    },
    shownIn: ['lost.puback', 'lost.pubrec', 'lost.pubcomp', 'lost.several'],
    judge(played) {
      const connections = connectionsOf(played);
      const again = flightsOf(connections).resent.filter(({ isWhileConnected, packet }) => {
        // A repeated PUBREC must be answered again.
        const { connection, fields } = packet;
        const own = connections.find(({ number }) => number === connection);
        const pubrecs = own === undefined ? [] : cameOn(own, 'PUBREC');
        const asked = pubrecs.filter((one) => one.fields.messageId === fields.messageId).length;
        return isWhileConnected && !(packet.type === 'PUBREL' && asked > 1);
      });
      const lost = played.entries.filter(
        (entry) => entry.kind === 'packet' && entry.fate === 'lost' && entry.type.startsWith('PUB'),
      );
      return everyTime('nothing', [
        ...again.map(({ packet }) => packet.type),
        ...(lost.length > 0 ? ['nothing'] : []),
      ]);
    },
  },
  {
    id: 'resend.not-after-refusal',
    says: {
      en: 'A message that PUBACK or PUBREC refused is not sent again with the next connection',
      ja: 'PUBACK か PUBREC が拒否したメッセージは、次の接続で送り直さない',
    },
    statements: { 5: ['MQTT-4.4.0-2'] },
    occasion: {
      en: 'PUBACK or PUBREC refuses a message, and it connects again with the session kept',
      ja: 'PUBACK か PUBREC がメッセージを拒否し、残ったセッションで接続し直す',
    },
    shownIn: ['answer.puback-refuses', 'answer.pubrec-refuses'],
    judge(played) {
      const connections = connectionsOf(played);
      const refusals = connections.flatMap((one) => cameOn(one, 'PUBACK', 'PUBREC').filter(refuses));
      const later = flightsOf(connections).resumed.map(({ connection }) => connection);
      return everyTime(
        'nothing',
        refusals.flatMap(({ fields, at }) => {
          const refused = sentBy(played, 'PUBLISH').findLast(
            (packet) => packet.at <= at && packet.fields.messageId === fields.messageId,
          );
          const afterIt = later.filter(({ connect }) => connect !== undefined && connect.at > at);
          return afterIt.map((connection) =>
            sentOn(connection, 'PUBLISH').some(
              // With DUP 0 it may be another message with the same payload.
              (packet) =>
                refused !== undefined &&
                packet.fields.dup === true &&
                packet.fields.messageId === fields.messageId &&
                isSameMessage(packet, refused),
            )
              ? 'PUBLISH'
              : 'nothing',
          );
        }),
      );
    },
  },
];
