import type { Text } from '../../../base/text.ts';
import type { OwnBroker } from '../../../brokers/broker.ts';
import type { Bench } from '../../bench.ts';
import type { SpecClaim } from '../../spec-claim.ts';
import { connectKept } from '../../steps/kept-session.ts';
import { findsLate, keep } from '../../steps/retained.ts';

/** Starts a broker whose data survives a restart. */
const lasting = (bench: Bench): Promise<Bench<OwnBroker>> => bench.ownBroker({ persistence: true });

/**
 * Session expiry in seconds. A restart waits for other users of the broker, and the session must not expire meanwhile: on a busy
 * machine, EMQX took longer than a minute.
 */
const EXPIRY = 3_600;

/** The statements that state is stored, and that it is not discarded while the session lasts. */
const stored = { 4: ['MQTT-3.1.2-4', 'MQTT-4.1.0-1'], 5: ['MQTT-3.1.2-23', 'MQTT-4.1.0-1'] };

interface Away {
  readonly id: string;
  readonly says: Text;
  /** When the message is published that the client receives after it reconnected. */
  readonly published: 'before the restart' | 'after the restart';
}

const whileAway: readonly Away[] = [
  {
    id: 'session.queued-after-restart',
    says: {
      en: 'A message waiting for a client that is away still waits after the broker has been restarted',
      ja: '留守のクライアントを待つメッセージは、ブローカーを再起動しても待っている',
    },
    published: 'before the restart',
  },
  {
    id: 'session.subscription-after-restart',
    says: {
      en: 'A subscription of a client that is away is still there after the broker has been restarted',
      ja: '留守のクライアントの購読は、ブローカーを再起動しても残っている',
    },
    published: 'after the restart',
  },
];

const foundWhenBack: readonly SpecClaim[] = whileAway.map(({ id, says, published }) => ({
  id,
  says,
  statements: stored,
  ownBroker: true,
  async check(bench) {
    const own = await lasting(bench);
    const topic = own.topic('a');
    const publish = async () => {
      const publisher = await own.connect('publisher');
      await publisher.publish(topic, 'meanwhile', { qos: 1 });
      await own.settled(publisher);
    };
    const subscriber = await connectKept(own, 'subscriber', EXPIRY);
    await subscriber.subscribe({ topic, qos: 1 });
    await subscriber.disconnect();
    if (published === 'before the restart') await publish();
    await own.broker.restart();
    if (published === 'after the restart') await publish();
    const back = await connectKept(own, 'subscriber', EXPIRY);
    const { payload, qos } = await back.next();
    return {
      expected: { sessionPresent: true, payload: 'meanwhile', qos: 1 },
      seen: { sessionPresent: back.connack.fields.sessionPresent, payload, qos },
    };
  },
}));

export const restart: readonly SpecClaim[] = [
  {
    id: 'retain.after-restart',
    says: {
      en: 'A retained message is still there after the broker has been restarted',
      ja: 'retain メッセージは、ブローカーを再起動しても残っている',
    },
    statements: { 4: ['MQTT-3.3.1-5'], 5: ['MQTT-3.3.1-5'] },
    ownBroker: true,
    async check(bench) {
      const own = await lasting(bench);
      await keep(own, await own.connect('publisher'), 'a', 'kept', 1);
      await own.broker.restart();
      const publisher = await own.connect('publisher');
      return {
        expected: [{ payload: 'kept', qos: 1, retain: true }],
        seen: await findsLate(own, publisher, 'a', 1),
      };
    },
  },
  ...foundWhenBack,
  {
    id: 'session.in-flight-after-restart',
    says: {
      en: 'An unacknowledged message is sent again after a restart, under its packet id',
      ja: '確認応答のなかったメッセージは、再起動のあと同じパケット ID で送り直される',
    },
    statements: { 4: ['MQTT-4.4.0-1'], 5: ['MQTT-4.4.0-1'] },
    ownBroker: true,
    async check(bench) {
      const own = await lasting(bench);
      const topic = own.topic('a');
      const subscriber = await connectKept(own, 'subscriber', EXPIRY);
      await subscriber.subscribe({ topic, qos: 1 });
      const publisher = await own.connect('publisher');
      await publisher.publish(topic, 'unacknowledged', { qos: 1 });
      const { messageId } = (await subscriber.client.receive('PUBLISH')).fields;
      subscriber.client.destroy();
      await own.settled(publisher);
      await own.broker.restart();
      const back = await connectKept(own, 'subscriber', EXPIRY);
      return { expected: { payload: 'unacknowledged', qos: 1, messageId }, seen: await back.next() };
    },
  },
];
