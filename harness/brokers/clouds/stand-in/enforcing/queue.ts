import { topicMatches } from '../../../../protocol/topic.ts';
import { endSession } from '../end-session.ts';
import { fromClient, type Restriction } from '../restriction.ts';
import { type Session, Sessions } from '../sessions.ts';

interface Queue {
  readonly messages: number;
  readonly bytes?: number;
}

/** The messages that wait for a client that is away. */
interface Waiting {
  messages: number;
  bytes: number;
}

/**
 * Ends the session of a client that is away when its queue is full. Only messages at QoS 1 and 2 wait, as in the brokers behind.
 */
export function queue({ messages, bytes = Infinity }: Queue): Restriction {
  const says = {
    en: `a session ends when ${messages} messages wait for it`,
    ja: `${messages} 通たまったセッションは終わる`,
  };
  return {
    name: 'queue',
    says,
    begin: ({ mqtt }) => {
      const sessions = new Sessions();
      const queues = new WeakMap<Session, Waiting>();
      const add = (session: Session, size: number): boolean => {
        const waiting = queues.get(session) ?? { messages: 0, bytes: 0 };
        queues.set(session, waiting);
        waiting.messages++;
        waiting.bytes += size;
        return waiting.messages <= messages && waiting.bytes <= bytes;
      };
      return (beginning) => {
        sessions.watch(beginning, (session) => queues.delete(session));
        const counts = fromClient('publish', (publish) => {
          const { topic, payload, qos } = publish;
          for (const [clientId, session] of qos > 0 ? sessions.all : []) {
            const waits = session.connection === undefined && waitsFor(session, topic);
            if (!waits || add(session, Buffer.byteLength(payload))) continue;
            endSession(mqtt, clientId);
            sessions.forget(clientId);
          }
          return publish;
        });
        return (packet, direction, passage) => {
          sessions.see(packet, direction, passage);
          return counts(packet, direction, passage);
        };
      };
    },
  };
}

const waitsFor = ({ subscriptions }: Session, topic: string): boolean =>
  [...subscriptions.values()].some(({ filter, qos }) => qos > 0 && topicMatches(filter, topic));
