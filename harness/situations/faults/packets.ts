import { codes } from '../../protocol/codes.ts';
import type { FaultyClient } from '../faulty-client.ts';
import { hex } from '../hex.ts';
import { faulty, sends } from './making.ts';

const RESERVED = 0x42;

const publishing = (topic: string) => () => ({ messages: [{ topic, payload: 'x', qos: 0 as const }] });

/** Clients that send malformed packets. */
export const packetFaults: readonly FaultyClient[] = [
  faulty('packets.well-formed', 'sends SUBSCRIBE without its flags', (protocolVersion) =>
    // Packet identifier 9, filter `a`.
    sends('subscribe', () =>
      hex(protocolVersion === 5 ? '80 07 0009 00 0001 61 00' : '80 06 0009 0001 61 00'),
    ),
  ),
  faulty('packets.well-formed', 'publishes at QoS 1 with packet identifier 0', (protocolVersion) => ({
    greetings: [],
    ...sends('publish', () => hex(protocolVersion === 5 ? '32 06 0001 61 0000 00' : '32 05 0001 61 0000')),
  })),
  faulty('packets.well-formed', 'sends bytes that are no MQTT', () =>
    sends('subscribe', () => hex('30 ff ff ff ff 01')),
  ),
  faulty('packets.text', 'subscribes to a filter that is not UTF-8', (protocolVersion) =>
    sends('subscribe', () =>
      hex(protocolVersion === 5 ? '82 08 0009 00 0002 61ff 00' : '82 07 0009 0002 61ff 00'),
    ),
  ),
  faulty('packets.text', 'publishes to a topic with U+0000', publishing('from/\0')),
  faulty('packets.topic-name', 'publishes to a topic with #', publishing('from/#')),
  faulty('packets.topic-name', 'publishes to a topic with +', publishing('from/+/x')),
  faulty('packets.topic-name', 'has a will for a topic with +', () => ({
    connect: { will: { topic: 'from/+', payload: Buffer.from('gone'), qos: 0, retain: false } },
  })),
  faulty('packets.response-topic', 'asks for responses to a topic with +', () =>
    sends('publish', (publish) => ({
      ...publish,
      properties: { ...publish.properties, responseTopic: 'from/+/answers' },
    })),
  ),
  faulty('packets.properties', 'publishes with two content types', () => ({
    greetings: [],
    // Topic `a`, content type `x` twice.
    ...sends('publish', () => hex('30 0c 0001 61 08 03 0001 78 03 0001 78')),
  })),
  faulty('packets.properties', 'publishes with a property of CONNECT', () => ({
    greetings: [],
    // Topic `a`, Session Expiry Interval 60.
    ...sends('publish', () => hex('30 09 0001 61 05 11 0000003c')),
  })),
  faulty('packets.no-subscription-identifier', 'publishes with a subscription identifier', () => ({
    greetings: [],
    ...sends('publish', (publish) => ({
      ...publish,
      properties: { ...publish.properties, subscriptionIdentifier: 7 },
    })),
  })),
  faulty('packets.reason-codes', 'acknowledges with a reason code that does not exist', () =>
    sends('puback', (puback) => ({ ...puback, reasonCode: RESERVED })),
  ),
  faulty('packets.reason-codes', 'says goodbye with a reason code of brokers', () =>
    sends('disconnect', (disconnect) => ({ ...disconnect, reasonCode: codes.serverShuttingDown })),
  ),
];
