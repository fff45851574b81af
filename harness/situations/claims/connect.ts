import type { ClientClaim } from './claim.ts';
import { broken, everyTime, holds, noOccasion } from './claim.ts';
import { form } from './form.ts';
import { type Connection, connectionsOf, hasSession, isAccepted, sentBy, sentOn } from './reading.ts';

/** Whether the client sent a packet other than DISCONNECT after it received CONNACK. */
const goesOn = (connection: Connection): boolean =>
  sentOn(connection).some(({ type, at }) => type !== 'DISCONNECT' && at > (connection.connack?.at ?? 0));

const anyConnection = { en: 'it connects', ja: '接続する' };

export const connect: readonly ClientClaim[] = [
  {
    id: 'connect.first',
    says: {
      en: 'The first packet on each connection is CONNECT',
      ja: '各接続の最初のパケットは CONNECT である',
    },
    statements: { 4: ['MQTT-3.1.0-1'], 5: ['MQTT-3.1.0-1'] },
    occasion: anyConnection,
    shownIn: ['plain.undisturbed'],
    judge: (played) =>
      everyTime(
        'CONNECT',
        connectionsOf(played).flatMap((connection) => sentOn(connection)[0]?.type ?? []),
      ),
  },
  {
    id: 'connect.once',
    says: {
      en: 'CONNECT is sent once on each connection, also where its answer is late or refuses',
      ja: 'CONNECT は各接続で 1 度だけ送る。応答が遅くても、拒否されても同じ',
    },
    statements: { 4: ['MQTT-3.1.0-2'], 5: ['MQTT-3.1.0-2'] },
    occasion: anyConnection,
    shownIn: ['connack.late', 'connack.never', 'refused.unavailable'],
    judge: (played) =>
      everyTime(
        1,
        connectionsOf(played)
          .map((connection) => sentOn(connection, 'CONNECT').length)
          .filter((count) => count > 0),
      ),
  },
  form({
    id: 'connect.flags',
    says: {
      en: 'The head of its CONNECT is valid: name and level of the protocol, and flags that agree with each other',
      ja: 'CONNECT の先頭が正しい。プロトコル名とレベルがあり、フラグどうしが矛盾しない',
    },
    rules: [
      'protocolName',
      'protocolLevel',
      'connectReserved',
      'willQoS3',
      'willQoSWithoutWill',
      'willRetainWithoutWill',
      'passwordWithoutUserName',
    ],
    types: ['CONNECT'],
    occasion: anyConnection,
  }),
  {
    id: 'connect.empty-id-clean',
    says: {
      en: 'A client that sends no client id asks for a clean session',
      ja: 'クライアント ID を送らないなら、クリーンなセッションを求める',
    },
    statements: { 4: ['MQTT-3.1.3-7'] },
    occasion: { en: 'it leaves its client id to the broker', ja: 'クライアント ID をブローカーに任せる' },
    shownIn: ['plain.undisturbed'],
    judge: (played) =>
      everyTime(
        true,
        sentBy(played, 'CONNECT')
          .filter(({ fields }) => fields.clientId === '')
          .map(({ fields }) => fields.clean),
      ),
  },
  {
    id: 'connect.session-not-asked-for',
    says: {
      en: 'A client without a session closes the connection when CONNACK says that one is present',
      ja: 'セッションを持たないクライアントは、CONNACK がセッションありと答えたら接続を閉じる',
    },
    statements: { 5: ['MQTT-3.2.2-4'] },
    occasion: {
      en: 'it asks for a clean session, and CONNACK says that one is present',
      ja: 'クリーンなセッションを求め、CONNACK がセッションありと答える',
    },
    shownIn: ['session.not-asked-for'],
    judge(played) {
      const wronged = connectionsOf(played).filter(
        (one) => isAccepted(one) && hasSession(one) && one.connect?.fields.clean === true,
      );
      if (wronged.some(({ isFinal }) => isFinal)) return broken('closed', 'goes on');
      // A client that went on and then closed as usual shows nothing.
      return wronged.some((one) => one.end?.what === 'closed-by-client' && !goesOn(one)) ? holds : noOccasion;
    },
  },
];
