import {
  type Connection,
  cameOn,
  connectionsOf,
  isFromClient,
  refuses,
  sentBy,
  sentOn,
} from '../claims/reading.ts';
import type { Played } from '../played.ts';
import { type ClientObservation, kinds, type Observed } from './observation.ts';
import { answer, each, ended } from './words.ts';

/** What a client does about a message of its own that was refused. */
function afterRefusedMessage(played: Played): Observed | undefined {
  const connection = connectionsOf(played).find((one) => refusalOn(one) !== undefined);
  const refusal = connection && refusalOn(connection);
  if (connection === undefined || refusal === undefined) return undefined;
  const { messageId } = refusal.fields;
  const pubrels = sentOn(connection, 'PUBREL').filter(({ fields }) => fields.messageId === messageId);
  if (pubrels.length > 0) return answer('sends PUBREL all the same', 'それでも PUBREL を送る');
  const later = connection.packets.filter((packet) => isFromClient(packet) && packet.at > refusal.at);
  if (later.some(({ type }) => type === 'DISCONNECT')) return answer('disconnects', '切断する');
  if (connection.end?.what === 'closed-by-client') return answer('closes', '閉じる');
  return answer('goes on', 'そのまま続ける');
}

const refusalOn = (connection: Connection) => cameOn(connection, 'PUBACK', 'PUBREC').find(refuses);

/** What a client does about its subscriptions that were refused. */
function afterRefusedSubscription(played: Played): Observed {
  if (played.exit !== undefined) return { seen: { exit: played.exit.code }, text: ended(played.exit) };
  if (sentBy(played, 'DISCONNECT').length > 0) return answer('disconnects', '切断する');
  return answer('stays connected', '接続したままでいる');
}

export const refusals: readonly ClientObservation[] = [
  {
    id: 'publish.refused',
    says: {
      en: 'What does it do when PUBACK or PUBREC refuses its message?',
      ja: 'メッセージが PUBACK や PUBREC に拒否されるとどうするか',
    },
    protocolVersions: [5],
    isShownIn: kinds('answer.puback-refuses', 'answer.pubrec-refuses'),
    observe: (played) => each(played, afterRefusedMessage),
  },
  {
    id: 'subscribe.refused',
    says: { en: 'What does it do when SUBACK refuses?', ja: 'SUBACK が拒否するとどうするか' },
    isShownIn: kinds('answer.suback-refuses'),
    observe: ([played]) => played && afterRefusedSubscription(played),
  },
];
