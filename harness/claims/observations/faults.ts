import type { IConnackPacket, Packet } from 'mqtt-packet';
import { changesConnack, takes } from '../../faulty/faults.ts';
import { subscribesLate } from '../../faulty/late-subscriptions.ts';
import type { Mangle } from '../../faulty/mangling-stream.ts';

/** A broker that behaves differently, and the observation that must show it. */
export interface Otherwise {
  readonly changes: string;
  /** What the broker does, e.g. `refuses every SUBSCRIBE`. */
  readonly does: string;
  /** Called for each run, because it may have a state. */
  readonly mangle: () => Mangle;
  /** The broker to compare it with; default: the unchanged broker. */
  readonly than?: () => Mangle;
}

const otherwise = (changes: string, does: string, mangle: () => Mangle): Otherwise => ({
  changes,
  does,
  mangle,
});

const answersSubscribe =
  (code: number): Mangle =>
  (packet) =>
    packet?.cmd === 'suback' ? { ...packet, granted: packet.granted.map(() => code) } : packet;

const tells = (properties: NonNullable<IConnackPacket['properties']>): Mangle =>
  changesConnack((connack) => ({ ...connack, properties: { ...connack.properties, ...properties } }));

const refuses = changesConnack((connack) => ({ ...connack, returnCode: 3, reasonCode: 0x88 }));

/** Sends SUBACK after the retained messages. */
const subackLast = (): Mangle => {
  let held: Packet | undefined;
  return (packet, direction) => {
    if (packet?.cmd === 'suback') {
      held = packet;
      return [];
    }
    if (packet?.cmd !== 'publish' || direction !== 'to-client' || held === undefined) return packet;
    const suback = held;
    held = undefined;
    return [packet, suback];
  };
};

/** Announces a limit, and closes the connection of a client that exceeds it. */
const insistsOn = (receiveMaximum: number): Mangle => {
  const greeting = tells({ receiveMaximum });
  let underWay = 0;
  return (packet, direction, passage) => {
    if (packet?.cmd !== 'publish' || direction !== 'to-broker') return greeting(packet, direction, passage);
    if (++underWay <= receiveMaximum) return packet;
    passage.tell({ cmd: 'disconnect', reasonCode: 0x93 });
    passage.hangUp();
    return [];
  };
};

/** For observations with the same answer from all measured brokers: brokers that answer differently. */
export const observationGallery: readonly Otherwise[] = [
  ...['access.everything', 'access.sys'].map((id) =>
    otherwise(id, 'refuses every SUBSCRIBE', () => answersSubscribe(0x80)),
  ),
  ...['connect.mqtt-3.1', 'connect.empty-client-id'].map((id) =>
    otherwise(id, 'refuses everybody', () => refuses),
  ),
  otherwise('connect.client-id-length', 'refuses ids of more than 100 letters', () =>
    changesConnack((connack, { clientId }) =>
      clientId.length > 100 ? { ...connack, returnCode: 2, reasonCode: 0x85 } : connack,
    ),
  ),
  otherwise('connect.unknown-authentication', 'overlooks how a client authenticates', () =>
    changesConnack((connack) => ({ ...connack, reasonCode: 0 })),
  ),
  otherwise('connect.response-information', 'gives response information', () =>
    tells({ responseInformation: 'replies/' }),
  ),
  otherwise('limits.topic-alias-maximum', 'allows five topic aliases', () => tells({ topicAliasMaximum: 5 })),
  otherwise('limits.server-keep-alive', 'wants to hear from everybody each minute', () =>
    tells({ serverKeepAlive: 60 }),
  ),
  otherwise('limits.session-expiry', 'keeps no session for more than two hours', () =>
    tells({ sessionExpiryInterval: 7_200 }),
  ),
  otherwise('limits.maximum-qos', 'grants QoS 1 at most', () => answersSubscribe(1)),
  otherwise('session.queues-qos-0', 'takes every message at QoS 1', () =>
    takes((publish) => (publish.qos === 0 ? { ...publish, qos: 1, messageId: 1_000 } : publish)),
  ),
  otherwise('session.across-versions', 'begins a new session for another version of MQTT', () =>
    changesConnack((connack, { protocolVersion }) =>
      protocolVersion === 4 ? { ...connack, sessionPresent: false } : connack,
    ),
  ),
  otherwise(
    'delivery.nobody-qos-2',
    'says that nobody subscribes',
    () => (packet) => (packet?.cmd === 'pubrec' ? { ...packet, reasonCode: 0x10 } : packet),
  ),
  otherwise('subscription.effective-after', 'activates subscriptions 300 ms after SUBACK', () =>
    subscribesLate(300),
  ),
  otherwise('delivery.retained-or-suback', 'sends what is retained before SUBACK', subackLast),
  {
    changes: 'errors.receive-maximum-exceeded',
    does: 'insists on Receive Maximum',
    mangle: () => insistsOn(5),
    than: () => tells({ receiveMaximum: 5 }),
  },
];
