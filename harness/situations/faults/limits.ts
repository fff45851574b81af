import type { FaultyClient } from '../faulty-client.ts';
import { hex } from '../hex.ts';
import { faulty, overlooks, sends } from './making.ts';

/** Uses a topic alias of an earlier connection. */
const carriesAlias = () =>
  sends('publish', (publish, { number }) =>
    number > 1 && publish.properties?.topicAlias !== undefined ? { ...publish, topic: '' } : publish,
  );

/** Clients that ignore limits in CONNACK. */
export const limitFaults: readonly FaultyClient[] = [
  faulty('limits.receive-maximum', 'publishes beyond Receive Maximum', () => overlooks('receiveMaximum')),
  faulty('limits.packet-size', 'publishes beyond Maximum Packet Size', () => overlooks('maximumPacketSize')),
  faulty('limits.maximum-qos', 'publishes at QoS 2 whatever Maximum QoS is', () => overlooks('maximumQoS')),
  faulty('limits.retain', 'publishes retained messages where there are none', () =>
    overlooks('retainAvailable'),
  ),
  faulty('alias.within-maximum', 'publishes by topic alias 0', () => ({
    greetings: [],
    // Topic `a`.
    ...sends('publish', () => hex('30 07 0001 61 03 23 0000')),
  })),
  faulty(
    'alias.within-maximum',
    'uses topic aliases on a connection that allows none',
    () => {
      const allowed = { topicAliasMaximum: 10 };
      return {
        hears: (packet) =>
          packet.type === 'CONNACK'
            ? {
                ...packet,
                fields: { ...packet.fields, properties: { ...packet.fields.properties, ...allowed } },
              }
            : packet,
      };
    },
    { situations: ['alias.none-after-cut'] },
  ),
  faulty(
    'alias.within-maximum',
    'uses a topic alias above Topic Alias Maximum',
    () =>
      sends('publish', (publish) =>
        publish.properties === undefined ? publish : { ...publish, properties: { topicAlias: 11 } },
      ),
    { situations: ['plain.undisturbed'] },
  ),
  faulty('alias.of-this-connection', 'goes on with its topic alias on a new connection', carriesAlias, {
    situations: ['alias.after-cut'],
  }),
  faulty('alias.accepted', 'closes when the broker uses a topic alias that it allows', () => ({
    hears: (packet, { hangUp }) => {
      if (packet.fields.properties?.topicAlias !== undefined && packet.type === 'PUBLISH') hangUp();
      return packet;
    },
    sends: (packet) => (packet.cmd === 'puback' ? [] : packet),
  })),
  faulty('alias.accepted', 'drops messages that come by topic alias', () => ({
    hears: (packet) => (packet.type === 'PUBLISH' && packet.fields.topic === '' ? undefined : packet),
  })),
];
