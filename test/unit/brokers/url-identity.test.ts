import { createServer } from 'node:net';
import { generate, type Packet, parser } from 'mqtt-packet';
import { describe, expect, it } from 'vitest';
import { type Broker, openBroker, parseBroker } from '../../../harness/brokers/index.ts';
import { documentedLacks } from '../../../harness/brokers/limits/documented.ts';
import { listen } from './little-servers.ts';
import { retainedVersion } from './retained-version.ts';

interface Says {
  /** User properties of CONNACK. */
  readonly userProperties?: Record<string, string | string[]>;
  /** Retained at `$SYS/broker/version`. */
  readonly version?: string;
}

/** A server of MQTT 5 that accepts everybody and says these things about itself. */
async function saying({ userProperties, version }: Says): Promise<string> {
  const server = createServer((socket) => {
    const packets = parser({ protocolVersion: 5 });
    const send = (packet: Packet) => socket.write(generate(packet, { protocolVersion: 5 }));
    packets.on('packet', ({ cmd }: Packet) => {
      const properties = userProperties === undefined ? {} : { properties: { userProperties } };
      if (cmd === 'connect') send({ cmd: 'connack', reasonCode: 0, sessionPresent: false, ...properties });
      if (cmd === 'subscribe') {
        send({ cmd: 'suback', messageId: 1, granted: [0] });
        if (version !== undefined) send(retainedVersion(version));
      }
      if (cmd === 'pingreq') send({ cmd: 'pingresp' });
    });
    // Nothing else: a CONNECT of 3.1.1 is closed.
    socket.on('data', (bytes: Buffer) =>
      bytes[0] === 0x10 && bytes[8] === 4 ? socket.end() : packets.parse(bytes),
    );
  });
  const { port } = await listen(server);
  return `mqtt://127.0.0.1:${port}`;
}

const open = async (says: Says, name = ''): Promise<Broker> =>
  // As it is: this server passes no messages on.
  openBroker(parseBroker(`${name}${await saying(says)}`), { asItIs: true });

describe("somebody else's broker that says which it is", () => {
  it.each<[string, Says, string]>([
    ['at $SYS/broker/version', { version: 'mosquitto version 2.0.11' }, 'mosquitto 2.0.11'],
    ['in a user property of CONNACK', { userProperties: { server: 'nats-server/2.9.10' } }, 'nats 2.9.10'],
    ['in several', { userProperties: { product: 'RabbitMQ', version: ['3.10.8', 'x'] } }, 'rabbitmq 3.10.8'],
    ['without its version', { userProperties: { product: 'EMQX' } }, 'emqx'],
  ])('%s is looked up by that, and shown with it', async (_where, says, which) => {
    const { name, identity, origin } = await open(says);
    expect(name).toMatch(/^mqtt:/);
    expect([identity?.name, identity?.version].filter(Boolean).join(' ')).toBe(which);
    expect(identity?.ownWord).toBe(true);
    expect(origin).toEqual({
      en: `a broker that was already running; it says it is ${which}`,
      ja: `すでに動いているブローカー(${which} と名乗っている)`,
    });
  });

  it('has the documented limits of that one', async () => {
    const needs = (broker: Broker) => documentedLacks(broker).map(({ need }) => need);
    expect(needs(await open({ userProperties: { server: 'nats-server 2.9.10' } }))).toContain('qos2');
    expect(needs(await open({ userProperties: { server: 'nats-server 2.10.1' } }))).not.toContain('qos2');
    expect(needs(await open({ userProperties: { server: 'something 2.9.10' } }))).toEqual([]);
  });

  it.each<[string, Says, string, object]>([
    ['a name', { version: 'mosquitto version 2.0.11' }, 'emqx@5.8.9=', { name: 'emqx', version: '5.8.9' }],
    [
      'a name without a version',
      { version: 'mosquitto version 2.0.11' },
      'Mosquitto=',
      { name: 'mosquitto', version: '2.0.11' },
    ],
  ])('is what a person says it is: %s', async (_what, says, name, identity) => {
    const broker = await open(says, name);
    expect(broker.identity).toEqual(identity);
    expect(broker.origin.en).not.toContain('says');
  });
});

it.each<[string, Says]>([
  ['says nothing', {}],
  ['names nothing known here', { version: '1.0', userProperties: { server: 'halmosquitto 2.0.11' } }],
])('one that %s has no other identity', async (_what, says) => {
  const { identity, origin } = await open(says);
  expect(identity).toBeUndefined();
  expect(origin.en).toBe('a broker that was already running');
});
