import type { TraceEntry } from '../../protocol/packet.ts';
import { type Conduct, receivesAt } from '../conduct.ts';
import { all, keepingSession, type Reach, receiving, startingClean, staying } from '../reach.ts';
import type { Situation } from '../situation.ts';
import { messageFor } from '../stage/message.ts';
import type { Stage } from '../stage/stage.ts';

/** Cuts the connection once the client is quiet. */
async function cutWhenQuiet(stage: Stage): Promise<TraceEntry> {
  await stage.accepted();
  await stage.quiet();
  return stage.cut();
}

/** Queued messages: two of each QoS that reaches the client. */
const waiting = (conduct: Conduct) =>
  ([1, 2] as const)
    .filter((qos) => qos <= (receivesAt(conduct) ?? 0))
    .flatMap((qos) => [messageFor(conduct, qos, 1), messageFor(conduct, qos, 2)]);

const keptAndReceiving: Reach = all(staying, keepingSession, receiving(1));

/** The client's acknowledgement is lost; the message comes again on the next connection. */
const twice = (qos: 1 | 2): Situation => ({
  id: `twice.qos${qos}`,
  title: {
    en: `A QoS ${qos} message comes a second time, with DUP`,
    ja: `QoS ${qos} のメッセージが DUP つきでもう一度届く`,
  },
  outOfReach: all(staying, keepingSession, receiving(qos)),
  set({ tap }) {
    tap
      .lose(qos === 1 ? 'PUBACK' : 'PUBREC')
      .going('to-broker')
      .andCut();
  },
  async play(stage, conduct) {
    await stage.subscribed(conduct, qos);
    stage.broker.connection?.deliver(messageFor(conduct, qos, 1));
    await stage.returns(await stage.happens('cut'));
  },
});

export const session: readonly Situation[] = [
  {
    id: 'session.kept',
    title: {
      en: 'The connection is cut; the session is kept, and messages wait',
      ja: '接続が切れる。セッションは残り、メッセージが待っている',
    },
    outOfReach: keptAndReceiving,
    set({ broker }, conduct) {
      const usual = broker.habits.connack;
      broker.habits.connack = (attempt, connect) => ({
        ...usual(attempt, connect),
        ...(attempt === 2 && { waiting: waiting(conduct) }),
      });
    },
    async play(stage) {
      await stage.returns(await cutWhenQuiet(stage));
    },
  },
  {
    id: 'session.gone',
    title: {
      en: 'The connection is cut; the session that was to be kept is gone',
      ja: '接続が切れる。残すはずのセッションがなくなっている',
    },
    outOfReach: all(staying, keepingSession),
    async play(stage) {
      const cut = await cutWhenQuiet(stage);
      stage.broker.sessions.forget();
      await stage.returns(cut);
    },
  },
  {
    id: 'session.not-asked-for',
    title: {
      en: 'CONNACK says that a session is present, though the client asked for a clean one',
      ja: 'クリーンなセッションを求めたのに、CONNACK がセッションありと答える',
    },
    protocolVersions: [5],
    outOfReach: startingClean,
    set({ broker }) {
      const usual = broker.habits.connack;
      broker.habits.connack = (attempt, connect) => ({
        ...usual(attempt, connect),
        ...(attempt === 1 && { sessionPresent: true }),
      });
    },
    async play(stage) {
      await stage.accepted();
      await stage.quiet();
    },
  },
  {
    id: 'session.broker-restarted',
    title: {
      en: 'The broker is restarted, and remembers nothing',
      ja: 'ブローカーが再起動し、何も覚えていない',
    },
    outOfReach: staying,
    async play(stage) {
      const connack = await stage.accepted();
      await stage.quiet();
      stage.broker.restart();
      await stage.comesBack(connack);
    },
  },
  {
    id: 'session.cut',
    title: {
      en: 'The connection is cut when the client has nothing to do',
      ja: 'クライアントが何もしていないときに接続が切れる',
    },
    outOfReach: staying,
    async play(stage) {
      await stage.comesBack(await cutWhenQuiet(stage));
    },
  },
  twice(1),
  twice(2),
  {
    id: 'twice.qos2-connected',
    title: {
      en: 'A QoS 2 message comes a second time on the same connection, before PUBREL',
      ja: '同じ接続で、PUBREL の前に QoS 2 のメッセージがもう一度届く',
    },
    // MQTT 5 forbids a broker to do this [MQTT-4.4.0-1].
    protocolVersions: [4],
    outOfReach: receiving(2),
    set({ tap }) {
      tap.lose('PUBREC').going('to-broker');
    },
    async play(stage, conduct) {
      await stage.subscribed(conduct, 2);
      stage.broker.connection?.deliver(messageFor(conduct, 2, 1));
      await stage.next({ en: 'its PUBREC', ja: 'クライアントの PUBREC' }, ({ type, fate }) => {
        return type === 'PUBREC' && fate === 'lost';
      });
      stage.broker.connection?.deliverAgain();
    },
  },
];
