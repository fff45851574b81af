import type { PacketEntry, PacketType } from '../../../protocol/packet.ts';
import type { Stage } from '../stage.ts';
import { type Client, type Question, question } from './question.ts';

/** How long a client may take to reconnect, in ms. The longest first delay that was measured is a second. */
const COMES_BACK_MS = 8_000;
/** How long a client may take to send again on an open connection, in ms. */
const STAYS_MS = 8_000;

const words = {
  'dup 1': { en: 'again, with DUP', ja: '送り直す(DUP あり)' },
  'dup 0': { en: 'again, without DUP', ja: '送り直す(DUP なし)' },
  'another id': { en: 'again, as a new message', ja: '新しいメッセージとして送る' },
  PUBREL: { en: 'PUBREL again', ja: 'PUBREL を送り直す' },
  nothing: { en: 'nothing within 8 s', ja: '8 秒以内には何も送らない' },
  ends: { en: 'nothing: it gives up and ends', ja: '何も送らずに終了する' },
} as const;
type Word = keyof typeof words;

/** What a publisher with a kept session sends again when this answer of the broker is lost, and the connection with it. */
async function afterLoss(
  stage: Stage,
  client: Client,
  protocolVersion: 4 | 5 | undefined,
  lost: 'PUBACK' | 'PUBREC' | 'PUBCOMP',
): Promise<Word> {
  const { url, topic, clientId } = stage;
  stage.tap.lose(lost).to(clientId).andCut();
  const version = protocolVersion === undefined ? {} : { protocolVersion };
  // Publishes a second message later, because a program without further messages may end with its connection.
  const job = { url, topic, clientId, keepSession: true, payload: 'open', times: 2, every: COMES_BACK_MS };
  const program = stage.run(client.publish({ ...job, ...version, qos: lost === 'PUBACK' ? 1 : 2 }));
  const first = await stage.first(stage.trace.from(clientId).of('PUBLISH'), program);
  const again = (entry: PacketEntry) => entry.connection !== first?.connection;
  const types: readonly PacketType[] = ['PUBLISH', 'PUBREL'];
  const resent = stage.trace
    .from(clientId)
    .of(...types)
    .where(again, { en: 'sent again', ja: '送り直した' });
  const came = await Promise.race([
    stage.first(resent, program),
    stage.window(COMES_BACK_MS, program).then(() => undefined),
  ]);
  if (came === undefined) return (await stage.isOver(program)) ? 'ends' : 'nothing';
  if (came.type === 'PUBREL') return 'PUBREL';
  if (came.fields.messageId !== first?.fields.messageId) return 'another id';
  return came.fields.dup === true ? 'dup 1' : 'dup 0';
}

const resends = (id: string, lost: 'PUBACK' | 'PUBREC' | 'PUBCOMP', qos: 1 | 2): Question =>
  question({
    id: `resend.${id}`,
    says: {
      en: `QoS ${qos}: ${lost} is lost and the connection cut. What is sent after reconnecting?`,
      ja: `QoS ${qos}: ${lost} が消えて接続も切れた。つなぎ直したあとに送るもの`,
    },
    protocolVersions: [4, 5],
    words,
    look: (stage, client, protocolVersion) => afterLoss(stage, client, protocolVersion, lost),
  });

export const resending: readonly Question[] = [
  resends('puback', 'PUBACK', 1),
  resends('pubrec', 'PUBREC', 2),
  resends('pubcomp', 'PUBCOMP', 2),
  question({
    id: 'resend.while-connected',
    says: {
      en: 'QoS 1: PUBACK is lost, the connection stands. What is sent? (MQTT 5 forbids sending again)',
      ja: 'QoS 1: PUBACK が消えたが、接続はある。送るもの(MQTT 5 では送り直しは禁止)',
    },
    protocolVersions: [4, 5],
    words: {
      ...words,
      reconnects: { en: 'it closes the connection', ja: '接続を閉じる' },
    },
    look: async (stage, client, protocolVersion) => {
      const { url, topic, clientId } = stage;
      stage.tap.lose('PUBACK').to(clientId);
      const version = protocolVersion === undefined ? {} : { protocolVersion };
      const program = stage.run(
        client.publish({ url, topic, clientId, payload: 'open', qos: 1, ...version }),
      );
      await stage.first(stage.trace.of('PUBACK'), program);
      await stage.window(STAYS_MS, program);
      const [first, again] = stage.trace.from(clientId).of('PUBLISH').toArray();
      if (again === undefined) return (await stage.isOver(program)) ? 'ends' : 'nothing';
      if (again.connection !== first?.connection) return 'reconnects';
      return again.fields.dup === true ? 'dup 1' : 'dup 0';
    },
  }),
];
