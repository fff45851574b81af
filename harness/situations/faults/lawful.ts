import { codes } from '../../protocol/codes.ts';
import type { LawfulClient } from '../faulty-client.ts';
import type { Visit } from '../scripted/script.ts';
import { authenticatesAgain, byMethod } from './authentication.ts';
import { type Change, impatient, lawful, sends } from './making.ts';

const acknowledgements = ['puback', 'pubrec', 'pubcomp'];

/** Acknowledges in order, but this much later, in ms. */
const acknowledgesAfter =
  (ms: number): Change =>
  () => ({
    sends: (packet, { send }) => {
      if (!acknowledgements.includes(packet.cmd)) return packet;
      setTimeout(() => send(packet), ms);
      return [];
    },
  });

/** Acknowledges this much later, in ms, on the connection that stands then. */
const acknowledgesOnNext =
  (ms: number): Change =>
  () => {
    let current: Visit | undefined;
    return {
      hears: (packet, visit) => {
        if (packet.type === 'CONNACK') current = visit;
        return packet;
      },
      sends: (packet, visit) => {
        if (!acknowledgements.includes(packet.cmd)) return packet;
        setTimeout(() => (current ?? visit).send(packet), ms);
        return [];
      },
    };
  };

/** Handles one message after another, and acknowledges each when it is done. */
const works =
  (ms: number): Change =>
  () => {
    let work = Promise.resolve();
    return {
      sends: (packet, { send }) => {
        if (!acknowledgements.includes(packet.cmd)) return packet;
        work = work.then(() => new Promise((done) => setTimeout(done, ms))).then(() => send(packet));
        return [];
      },
    };
  };

/** Writes all packets of one turn of the event loop at once. */
const batches: Change = () => {
  let batch: Buffer[] = [];
  return {
    writes: (bytes, write) => {
      batch.push(bytes);
      if (batch.length > 1) return;
      setTimeout(() => {
        const whole = Buffer.concat(batch);
        batch = [];
        write(whole);
      }, 20);
    },
  };
};

/** Handles one message at a time, each for `ms` milliseconds, and closes the connection if a second one arrives meanwhile. */
const oneAtATime =
  (ms: number): Change =>
  () => {
    let inWork: number | undefined;
    let visited = 0;
    return {
      connect: { properties: { receiveMaximum: 1, sessionExpiryInterval: 60 } },
      sends: (packet, { send }) => {
        if (packet.cmd !== 'puback' && packet.cmd !== 'pubcomp') return packet;
        setTimeout(() => {
          inWork = undefined;
          send(packet);
        }, ms);
        return [];
      },
      hears: (packet, { number, send, hangUp }) => {
        if (packet.type !== 'PUBLISH' || packet.fields.qos === 0) return packet;
        const { messageId } = packet.fields;
        if (number === visited && inWork !== undefined && inWork !== messageId) {
          send({ cmd: 'disconnect', reasonCode: codes.receiveMaximumExceeded });
          hangUp();
          return undefined;
        }
        [inWork, visited] = [messageId, number];
        return packet;
      },
    };
  };

const reasonable = { reasonString: 'the work is done', userProperties: { by: 'scripted' } };

const asking = {
  payloadFormatIndicator: true,
  messageExpiryInterval: 60,
  contentType: 'text/plain',
  responseTopic: 'to/scripted/answers',
  correlationData: Buffer.from('7'),
  userProperties: { unit: ['°C', 'K'] },
};

/** Clients that are correct in an unusual way. */
export const lawfulClients: readonly LawfulClient[] = [
  lawful('does as most do', () => ({})),
  lawful('keeps a keep alive of one second', () => ({ connect: { keepalive: 1 } })),
  lawful('sends PINGREQ ten times as often as it must', () => ({
    connect: { keepalive: 1 },
    pingsAfter: (keepAlive) => 100 * keepAlive,
  })),
  lawful('acknowledges one second late', acknowledgesAfter(1_000)),
  lawful('acknowledges on the next connection what came on the one before', acknowledgesOnNext(150), {
    protocolVersions: [4],
  }),
  lawful('acknowledges a message when it is done with it', works(100)),
  lawful('takes one message at a time, and hangs up on a second', oneAtATime(50), { protocolVersions: [5] }),
  lawful('writes several packets at once', batches),
  lawful('writes its packets byte by byte', () => ({
    writes: (bytes, write) => {
      for (const byte of bytes) write(Buffer.of(byte));
    },
  })),
  lawful('subscribes twice', () =>
    sends('subscribe', (subscribe) => [subscribe, { ...subscribe, messageId: 60_000 }]),
  ),
  lawful('subscribes before CONNACK comes', () => ({ awaitsConnack: false })),
  lawful('connects again at once', () => ({ returnsAfter: (failures) => (failures > 3 ? 500 : 0) })),
  lawful('waits five seconds before it connects again', () => ({ returnsAfter: () => 5_000 })),
  lawful('does not connect again', () => ({ returnsAfter: () => undefined })),
  lawful('has its client id assigned', () => ({ connect: { clientId: '', clean: true } })),
  lawful('begins a clean session each time', () => ({ connect: { clean: true } })),
  lawful(
    'says goodbye with a reason and properties',
    () =>
      sends('disconnect', () => ({
        cmd: 'disconnect',
        reasonCode: codes.disconnectWithWill,
        properties: reasonable,
      })),
    { protocolVersions: [5] },
  ),
  lawful(
    'authenticates by a method, and again',
    () => ({ connect: byMethod, ...authenticatesAgain('SCRAM-SHA-1') }),
    {
      protocolVersions: [5],
    },
  ),
  lawful(
    'shares its subscription, and publishes with every property',
    () => ({
      subscriptions: [{ topic: '$share/readers/to/scripted', qos: 2 }],
      // A larger message might not fit any more.
      ...sends('publish', (publish) =>
        publish.qos > 0 ? publish : { ...publish, properties: { ...publish.properties, ...asking } },
      ),
    }),
    { protocolVersions: [5] },
  ),
  lawful(
    'lets its session end with DISCONNECT',
    () => sends('disconnect', (disconnect) => ({ ...disconnect, properties: { sessionExpiryInterval: 0 } })),
    { protocolVersions: [5] },
  ),
  lawful('says goodbye to a broker that closes', () => ({ whenClosed: 'says goodbye and closes' })),
  lawful('closes without DISCONNECT', () => sends('disconnect', () => [])),
  lawful('publishes and subscribes at QoS 0 only', () => ({
    subscriptions: [{ topic: 'to/#', qos: 0 }],
    messages: [{ topic: 'from/scripted', payload: 'x', qos: 0 }],
  })),
  lawful('only subscribes', () => ({ greetings: [], messages: [] })),
  lawful('ends with the first message that comes', () => ({ whenDone: 'ends with a message' })),
  lawful('publishes, and ends', () => ({ subscriptions: [], whenDone: 'ends' })),
  lawful('publishes, says goodbye, and closes when its process has ended at last', () => ({
    subscriptions: [],
    whenDone: 'ends slowly',
  })),
  lawful('says what is wrong with a malformed packet', () => ({ onMalformed: 'tells and closes' }), {
    protocolVersions: [5],
  }),
  lawful('uses the lowest packet identifier that is free, on each connection for the same message', () => ({
    identifiers: 'lowest',
    greetings: [
      { topic: 'from/scripted', payload: 'here', qos: 1 },
      { topic: 'from/scripted', payload: 'here', qos: 2 },
    ],
  })),
  lawful('uses high packet identifiers, and 1 after 65535', () => ({ identifiers: 'high' })),
  lawful('sends again what is not acknowledged in half a second', () => impatient(500), {
    protocolVersions: [4],
  }),
  lawful('unsubscribes, and subscribes again', () =>
    sends('subscribe', (subscribe) => [
      subscribe,
      {
        cmd: 'unsubscribe',
        messageId: 60_001,
        unsubscriptions: subscribe.subscriptions.map(({ topic }) => topic),
      },
      { ...subscribe, messageId: 60_002 },
    ]),
  ),
  lawful('has a will, a user name and a password', () => ({
    connect: {
      username: 'scripted',
      password: Buffer.from('secret'),
      will: { topic: 'from/scripted', payload: 'gone', qos: 1, retain: true },
    },
  })),
  lawful('publishes the same again and again', () => ({
    messages: Array.from({ length: 6 }, (_, at) => ({ topic: 'from', payload: '20', qos: at < 3 ? 1 : 2 })),
  })),
  lawful(
    'does not take the messages that it is sent',
    () => ({
      sends: (packet) =>
        packet.cmd === 'puback' || packet.cmd === 'pubrec'
          ? { ...packet, reasonCode: codes.notAuthorized }
          : packet,
    }),
    { protocolVersions: [5] },
  ),
];
