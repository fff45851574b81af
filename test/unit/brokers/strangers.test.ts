import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connectAsync } from 'mqtt';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openBroker, parseBroker } from '../../../harness/brokers/index.ts';
import { openTap } from '../../../harness/wire/tap/tap.ts';

const upgrade = (line: string) =>
  [
    line,
    'Host: x',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Protocol: mqtt',
    '\r\n',
  ].join('\r\n');

const sent = [
  upgrade('GET /other HTTP/1.1'),
  upgrade('GET /mqtt HTTP/1.1'),
  upgrade('GET // HTTP/1.1'),
  upgrade('CONNECT x:1 HTTP/1.1'),
  'GET * HTTP/1.1\r\nHost: x\r\n\r\n',
  'POST / HTTP/1.1\r\nHost: x\r\nExpect: the unexpected\r\n\r\n',
  '\x10\x0c\0\x04MQTT\x04\x02\0\0\0\0',
  '\xff\xff\xff\xff\xff',
];

/** When a stranger may reset a connection. */
const atOnce = async () => {};
const aMomentLater = () => new Promise((resolve) => setImmediate(resolve));
const whenAnswered = (socket: Socket) => Promise.race([once(socket, 'data'), once(socket, 'close')]);
/** A server of HTTP answers everything; a broker waits for the rest. */
const moments = {
  mqtt: [atOnce, aMomentLater],
  ws: [atOnce, aMomentLater, whenAnswered],
};

describe('a stranger who resets the connection ends nothing', () => {
  it.each(['mqtt', 'ws'] as const)('of the embedded broker or a tap, %s', async (scheme) => {
    const broker = await openBroker(parseBroker('embedded'));
    onTestFinished(() => broker.stop());
    const endpoint = broker.endpoints[scheme] ?? '';
    const tap = await openTap(endpoint);
    onTestFinished(() => tap.close());
    for (const url of [endpoint, tap.url]) {
      for (const [bytes, until] of sent.flatMap((text) =>
        moments[scheme].map((when) => [Buffer.from(text, 'latin1'), when] as const),
      )) {
        const socket = connect(Number(new URL(url).port), '127.0.0.1').on('error', () => {});
        await once(socket, 'connect');
        socket.write(bytes);
        await until(socket);
        socket.resetAndDestroy();
      }
      const client = await connectAsync(url, { reconnectPeriod: 0 });
      expect(client.connected).toBe(true);
      await client.endAsync();
    }
  });
});
