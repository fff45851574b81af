import { createServer } from 'node:net';
import { generate, type Packet, parser } from 'mqtt-packet';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openBroker, parseBroker } from '../../../harness/brokers/index.ts';
import { probe } from '../../../harness/brokers/probe/probe.ts';
import { listen } from './little-servers.ts';
import { retainedVersion } from './retained-version.ts';

describe("somebody else's broker", () => {
  it('is asked, named without credentials, and left running', async () => {
    const theirs = await openBroker(parseBroker('embedded'));
    onTestFinished(() => theirs.stop());
    const { mqtt = '' } = theirs.endpoints;
    const broker = await openBroker(parseBroker(mqtt.replace('//', '//ann:sesame@')));
    const { credentials, ...rest } = broker;
    expect(credentials).toEqual({ username: 'ann', password: 'sesame' });
    expect(JSON.stringify(rest)).not.toMatch(/ann|sesame/);
    expect(rest).toMatchObject({ name: mqtt, version: undefined, endpoints: { mqtt } });
    expect(rest.capabilities).toEqual(theirs.capabilities);
    await broker.stop();
    await probe(mqtt);
  });
});

/** A server that accepts everybody, and answers a SUBSCRIBE with these packets. */
async function answeringSubscribe(...answers: Packet[]): Promise<string> {
  const server = createServer((socket) => {
    const packets = parser({ protocolVersion: 4 });
    packets.on('packet', ({ cmd }: Packet) => {
      if (cmd === 'connect') socket.write(generate({ cmd: 'connack', returnCode: 0, sessionPresent: false }));
      if (cmd === 'subscribe') for (const answer of answers) socket.write(generate(answer));
      if (cmd === 'pingreq') socket.write(generate({ cmd: 'pingresp' }));
    });
    // 3.1.1 only: what comes at version 5 is closed.
    socket.on('data', (bytes: Buffer) =>
      bytes[0] === 0x10 && bytes[8] === 5 ? socket.end() : packets.parse(bytes),
    );
  });
  const { port } = await listen(server);
  return `mqtt://127.0.0.1:${port}`;
}

const granted = (code: number): Packet => ({ cmd: 'suback', messageId: 1, granted: [code] });
describe('its version', () => {
  it.each([
    [
      'what it keeps at $SYS/broker/version',
      [granted(0), retainedVersion('mosquitto version 2.0.22')],
      'mosquitto version 2.0.22',
    ],
    ['also when that comes before SUBACK', [retainedVersion('1.0'), granted(0)], '1.0'],
    ['without what could move the cursor', [granted(0), retainedVersion('\u001b[2Jboo')], '·[2Jboo'],
    ['unknown, when the subscription is refused, as by EMQX', [granted(0x80)], undefined],
    ['unknown, when nothing is kept there', [granted(0)], undefined],
  ] as const)('%s', async (_what, answers, version) => {
    const broker = await openBroker(parseBroker(await answeringSubscribe(...answers)));
    expect(broker.version).toBe(version);
  });

  it('unknown, when the broker falls silent', async () => {
    const server = createServer((socket) => {
      socket.once('data', (bytes: Buffer) => {
        if (bytes[8] === 5) socket.end();
        else socket.write(generate({ cmd: 'connack', returnCode: 0, sessionPresent: false }));
      });
    });
    const { port } = await listen(server);
    const broker = await openBroker(parseBroker(`mqtt://127.0.0.1:${port}`));
    expect(broker.version).toBeUndefined();
  });
});

describe('its maximum QoS', () => {
  it.each([
    ['what it grants, where CONNACK cannot say it', [granted(1)], 1],
    ['also when what is kept there comes before SUBACK', [retainedVersion('1.0'), granted(1)], 1],
    ['2, where that is granted', [granted(2)], 2],
    ['2, where nothing but $SYS may be meant', [granted(0)], 2],
    ['2, where the subscription is refused', [granted(0x80)], 2],
  ] as const)('%s', async (_what, answers, maximumQoS) => {
    const broker = await openBroker(parseBroker(await answeringSubscribe(...answers)));
    expect(broker.capabilities.maximumQoS).toBe(maximumQoS);
  });
});
