import { afterMalformed } from '../claims/ending.ts';
import { flightsOf } from '../claims/flights.ts';
import {
  connectionsOf,
  hasSession,
  isAccepted,
  isFromClient,
  isSameMessage,
  isWronged,
  sentOn,
} from '../claims/reading.ts';
import type { Played } from '../played.ts';
import { type ClientObservation, kinds, type Observed } from './observation.ts';
import { answer, each, inSeconds, seconds } from './words.ts';

/** Whether the client subscribes on its second connection, and whether its session was present. */
function subscribesAgain(played: Played): (Observed & { readonly name: string }) | undefined {
  const [first, second] = connectionsOf(played).filter(isAccepted);
  if (first === undefined || second === undefined || !second.isFinal) return undefined;
  if (sentOn(first, 'SUBSCRIBE').length === 0) return undefined;
  const name = hasSession(second) ? 'session present' : 'no session';
  return sentOn(second, 'SUBSCRIBE').length > 0
    ? { name, ...answer('subscribes again', 'サブスクライブし直す') }
    : { name, ...answer('does not subscribe again', 'サブスクライブし直さない') };
}

/** What happens to an unacknowledged message if the next connection has no session. */
function withoutSession(played: Played): Observed | undefined {
  const [first, second] = connectionsOf(played).filter(isAccepted);
  if (first === undefined || second === undefined || hasSession(second)) return undefined;
  const [message] = sentOn(first, 'PUBLISH').filter(({ fields }) => fields.qos !== 0);
  if (message === undefined) return undefined;
  const again = sentOn(second, 'PUBLISH').find((packet) => isSameMessage(packet, message));
  if (again === undefined) {
    return second.isFinal ? answer('not sent again', '送り直さない') : undefined;
  }
  const dup = again.fields.dup ? 1 : 0;
  return answer(`sent again with DUP ${dup}`, `DUP ${dup} で送り直す`);
}

function whileConnected(played: Played): Observed | undefined {
  const lost = played.entries.find((entry) => entry.kind === 'packet' && entry.fate === 'lost');
  if (lost === undefined) return undefined;
  const again = flightsOf(connectionsOf(played)).resent.find(({ isWhileConnected }) => isWhileConnected);
  if (again === undefined) return answer('nothing', '何も送らない');
  const { type, at } = again.packet;
  const after = inSeconds(at - lost.at);
  return {
    seen: { type, after: seconds(at - lost.at) },
    text: { en: `${type} after ${after.en}`, ja: `${after.ja}後に ${type}` },
  };
}

/** How the connection ended after something malformed. */
function afterError(played: Played): Observed | undefined {
  const connection = connectionsOf(played).find(isWronged);
  if (connection === undefined) return undefined;
  const said = sentOn(connection, 'DISCONNECT').at(-1);
  if (said !== undefined) {
    const code = `0x${(said.fields.reasonCode ?? 0).toString(16).padStart(2, '0')}`;
    return answer(`DISCONNECT ${code}`, `DISCONNECT ${code}`);
  }
  if (connection.end?.what === 'closed-by-client') return answer('closes', '閉じる');
  const sent = afterMalformed(connection);
  return sent.length > 0 || connection.isFinal ? answer('goes on', 'そのまま続ける') : undefined;
}

/** Whether it sends DISCONNECT at its end, by itself or when it is asked to end. */
function goodbye(played: Played): Observed | undefined {
  const last = connectionsOf(played).findLast(({ connect }) => connect !== undefined);
  if (last === undefined) return undefined;
  const how = played.exit === undefined ? 'asked to end' : 'ends by itself';
  const ja = played.exit === undefined ? '終了を求められると' : '自分で終わるとき';
  const said = sentOn(last, 'DISCONNECT').length > 0;
  return {
    seen: { [how]: said ? 'DISCONNECT' : 'no DISCONNECT' },
    text: {
      en: `${how}: ${said ? 'DISCONNECT' : 'closes without DISCONNECT'}`,
      ja: `${ja}: ${said ? 'DISCONNECT を送る' : 'DISCONNECT を送らずに閉じる'}`,
    },
  };
}

function parameters({ conduct }: Played): Observed {
  const { connect, keepAlive } = conduct;
  const { protocolVersion, clean, properties, clientId = '' } = connect.fields;
  const expiry = properties?.sessionExpiryInterval;
  const id = clientId === '' ? 'none' : 'its own';
  const cleanly = `${protocolVersion === 5 ? 'Clean Start' : 'Clean Session'} ${clean ? 1 : 0}`;
  return {
    seen: { protocolVersion, keepAlive, clean, clientId: id, ...(expiry !== undefined && { expiry }) },
    text: {
      en: `keep alive ${keepAlive} s, ${cleanly}, ${
        expiry === undefined ? '' : `session expiry ${expiry} s, `
      }${clientId === '' ? 'no client id' : 'a client id of its own'}`,
      ja: `Keep Alive ${keepAlive} 秒、${cleanly}、${
        expiry === undefined ? '' : `Session Expiry ${expiry} 秒、`
      }クライアント ID: ${clientId === '' ? 'なし' : 'あり'}`,
    },
  };
}

export const messages: readonly ClientObservation[] = [
  {
    id: 'connect.parameters',
    says: { en: 'What does its CONNECT ask for?', ja: 'CONNECT は何を求めるか' },
    isShownIn: kinds('plain.undisturbed'),
    observe: ([played]) => played && parameters(played),
  },
  {
    id: 'resend.while-connected',
    says: {
      en: 'Does it send again while it is connected? AWS IoT Device Advisor asks for it; 3.1.1 leaves it open; 5 forbids it [MQTT-4.4.0-1]',
      ja: '接続したまま送り直すか。AWS IoT Device Advisor は求め、3.1.1 は決めておらず、5 は禁じている [MQTT-4.4.0-1]',
    },
    isShownIn: kinds('lost.puback', 'lost.pubrec', 'lost.pubcomp'),
    observe: (played) => each(played, whileConnected),
  },
  {
    id: 'resend.without-session',
    says: {
      en: 'What becomes of a message without an acknowledgement when the session is gone, or was not to be kept?',
      ja: 'セッションが残らない接続で、確認応答のなかったメッセージはどうなるか',
    },
    isShownIn: kinds(
      'lost.puback',
      'lost.pubrec',
      'cut.after-publish-of-its-qos1',
      'cut.after-publish-of-its-qos2',
    ),
    observe: (played) => each(played, withoutSession),
  },
  {
    id: 'subscribe.again',
    says: {
      en: 'Does it subscribe again when it comes back?',
      ja: '接続し直したあと、サブスクライブし直すか',
    },
    isShownIn: kinds('session', 'cut.after-suback'),
    observe: (played) => each(played, subscribesAgain),
  },
  {
    id: 'subscribe.without-answer',
    says: { en: 'What does it do when SUBACK does not come?', ja: 'SUBACK が来ないとどうするか' },
    isShownIn: kinds('lost.suback'),
    observe: ([played]) => played && unanswered(played),
  },
  {
    id: 'disconnect.at-exit',
    says: { en: 'Does it send DISCONNECT at its end?', ja: '終わるときに DISCONNECT を送るか' },
    isShownIn: kinds('plain.undisturbed'),
    observe: ([played]) => played && goodbye(played),
  },
  {
    id: 'errors.answer',
    says: {
      en: 'What does it do with what is no MQTT? (MQTT 5: a client should close)',
      ja: 'MQTT でないものを受け取ったらどうするか(MQTT 5 では閉じるべき)',
    },
    isShownIn: kinds('malformed'),
    observe: (played) => each(played, afterError),
  },
];

function unanswered(played: Played): Observed | undefined {
  const first = connectionsOf(played).find(isAccepted);
  if (first === undefined) return undefined;
  const count = sentOn(first, 'SUBSCRIBE').length;
  const rehearsed = played.conduct.subscriptions.length;
  if (count === 0 || rehearsed === 0) return undefined;
  const lost = first.packets.find(({ type, fate }) => type === 'SUBACK' && fate === 'lost');
  const again = first.packets.some(
    (packet) =>
      isFromClient(packet) && packet.type === 'SUBSCRIBE' && lost !== undefined && packet.at > lost.at,
  );
  if (first.end?.what === 'closed-by-client') return answer('closes', '閉じる');
  return again
    ? answer('subscribes again on the same connection', '同じ接続でサブスクライブし直す')
    : answer('waits', '待つ');
}
