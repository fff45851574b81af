import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { DeadlineError } from '../../../../harness/base/deadline.ts';
import { openEmbedded } from '../../../../harness/brokers/embedded/embedded.ts';
import { ConnectionEndedError, openRawClient } from '../../../../harness/wire/client/raw-client.ts';
import { tcpServer, webSocketServer } from './raw-server.ts';

const connack = Buffer.from('20020000', 'hex');
const connect = { cmd: 'connect', clientId: 'raw', clean: true, keepalive: 0, protocolVersion: 4 } as const;

test.each([
  ['in good order', 'ended'],
  ['by a reset', 'reset'],
] as const)('how the connection ended: %s', async (_, how) => {
  const { url, connection } = await tcpServer();
  await using client = await openRawClient(url);
  const socket = await connection;
  const waiting = client.receive('CONNACK');
  if (how === 'ended') socket.end();
  else socket.resetAndDestroy();
  await expect(waiting).rejects.toThrow(ConnectionEndedError);
  expect(await client.closed()).toEqual({ how });
  await expect(client.receive('CONNACK')).rejects.toThrow(ConnectionEndedError);
  await client.send(connack);
});

test('packets that came before the end are received after it', async () => {
  const { url, connection } = await tcpServer();
  await using client = await openRawClient(url);
  (await connection).end(connack);
  await client.closed();
  expect((await client.receive('CONNACK')).type).toBe('CONNACK');
});

test('how a WebSocket ended, and with which code', async () => {
  const clean = await webSocketServer();
  await using client = await openRawClient(clean.url);
  (await clean.connection).close(1002);
  expect(await client.closed()).toEqual({ how: 'ended', code: 1002 });
  const rough = await webSocketServer();
  await using other = await openRawClient(rough.url);
  (await rough.connection).terminate();
  expect(await other.closed()).toEqual({ how: 'reset', code: 1006 });
});

test('a connection that stays is said to stay', async () => {
  const { url } = await tcpServer();
  await using client = await openRawClient(url);
  await expect(client.closed({ deadline: 5 })).rejects.toThrow('waited 5 ms for the end of the connection');
});

test('the end of the scope is the end of the connection', async () => {
  const { url, connection } = await tcpServer();
  {
    await using _client = await openRawClient(url);
  }
  const socket = await connection;
  await once(socket.resume(), 'end', { signal: AbortSignal.timeout(120_000) });
});

test('a client that ends the connection itself is told so', async () => {
  const { url, connection } = await tcpServer();
  await using client = await openRawClient(url);
  client.end();
  const socket = await connection;
  await once(socket.resume(), 'end', { signal: AbortSignal.timeout(120_000) });
  socket.end();
  expect(await client.closed()).toEqual({ how: 'closed-here' });
});

test('nobody there: the error of the operating system', async () => {
  await expect(openRawClient('mqtt://127.0.0.1:1')).rejects.toThrow('ECONNREFUSED');
  await expect(openRawClient('ws://127.0.0.1:1/mqtt')).rejects.toThrow('ECONNREFUSED');
});

test('a server that is no WebSocket server and stays silent', async () => {
  const { url } = await tcpServer();
  await expect(openRawClient(url.replace('mqtt', 'ws'), { deadline: 20 })).rejects.toThrow(DeadlineError);
});

test.each(['mqtt', 'ws'] as const)(
  'a real broker closes on a second CONNECT [MQTT-3.1.0-2]: %s',
  async (scheme) => {
    const broker = await openEmbedded();
    onTestFinished(() => broker.stop());
    await using client = await openRawClient(broker.endpoints[scheme] ?? '');
    await client.send(connect, { chunks: 1 });
    expect(await client.receive('CONNACK')).toMatchObject({ fields: { returnCode: 0 } });
    await client.send('c0 00');
    await client.receive('PINGRESP');
    await client.send(connect);
    expect((await client.closed()).how).not.toBe('closed-here');
  },
);
