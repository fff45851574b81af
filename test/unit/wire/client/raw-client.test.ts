import { once } from 'node:events';
import fc from 'fast-check';
import { generate } from 'mqtt-packet';
import { expect, onTestFinished, test } from 'vitest';
import { DeadlineError } from '../../../../harness/base/deadline.ts';
import { openEmbedded } from '../../../../harness/brokers/embedded/embedded.ts';
import { inPieces, toBytes } from '../../../../harness/wire/client/bytes.ts';
import { ConnectionEndedError, openRawClient } from '../../../../harness/wire/client/raw-client.ts';
import { bytesFrom, tcpServer, webSocketServer } from './raw-server.ts';

const connack = Buffer.from('20020000', 'hex');
const pingresp = Buffer.from('d000', 'hex');
const connect = { cmd: 'connect', clientId: 'raw', clean: true, keepalive: 0, protocolVersion: 4 } as const;
const suback = Buffer.from('9003000101', 'hex');

test('bytes, hexadecimal and packets all leave as the bytes they are', async () => {
  const { url, connection } = await tcpServer();
  await using client = await openRawClient(url);
  await client.send(Buffer.from([0xff, 0x00]));
  await client.send('c0 00\n E000');
  await client.send({ cmd: 'puback', messageId: 258 });
  expect((await bytesFrom(await connection, 10)).toString('hex')).toBe('ff00c000e00040020102');
});

test('what is no hexadecimal is refused before anything is sent', () => {
  for (const text of ['c0 0', 'xy', '0x10']) expect(() => toBytes(text, 4)).toThrow(TypeError);
});

test('pieces are the whole, however they are cut', () => {
  const chunks = fc.oneof(
    fc.integer({ min: -1, max: 9 }),
    fc.array(fc.integer({ min: -1, max: 9 }), { maxLength: 9 }),
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), chunks, (array, cut) => {
      const bytes = Buffer.from(array);
      const pieces = inPieces(bytes, cut);
      expect(Buffer.concat(pieces)).toEqual(bytes);
      expect(pieces.every(({ length }) => length > 0)).toBe(true);
    }),
  );
  expect(inPieces(Buffer.from('abcdef'), [1, 2]).map(String)).toEqual(['a', 'bc', 'def']);
  expect(inPieces(Buffer.from('abcde'), 2).map(String)).toEqual(['ab', 'cd', 'e']);
});

test('over WebSocket every piece is a frame of its own', async () => {
  const { url, connection } = await webSocketServer();
  await using client = await openRawClient(url);
  const socket = await connection;
  const frames: string[] = [];
  const all = new Promise<void>((resolve) => {
    socket.on('message', (bytes: Buffer) => {
      if (frames.push(bytes.toString('hex')) === 3) resolve();
    });
  });
  await client.send('c0 00 c0 00 c0', { chunks: 2 });
  await all;
  expect(frames).toEqual(['c000', 'c000', 'c0']);
  expect(socket.protocol).toBe('mqtt');
});

test('over WebSocket frames can be text, fragments and pings', async () => {
  const { url, connection } = await webSocketServer();
  await using client = await openRawClient(url);
  const server = await connection;
  const came: [string, boolean][] = [];
  server.on('message', (bytes: Buffer, isBinary) => void came.push([bytes.toString('hex'), isBinary]));
  await client.frames.send(Buffer.of(0x41), { text: true });
  await client.frames.send(Buffer.of(0xc0), { fin: false });
  await client.frames.send(Buffer.of(0x00));
  expect(await client.frames.ping('there?')).toBe('there?');
  expect(came).toEqual([
    ['41', false],
    ['c000', true],
  ]);
  expect(client.frames.textCame).toBe(false);
  server.send('words');
  await expect.poll(() => client.frames.textCame).toBe(true);
});

test('over TCP there are no frames', async () => {
  const { url } = await tcpServer();
  await using client = await openRawClient(url);
  expect(() => client.frames).toThrow(TypeError);
});

test('packets are received one by one, in order, however they were cut on the way', async () => {
  const { url, connection } = await tcpServer();
  await using client = await openRawClient(url);
  const socket = await connection;
  const publish = generate({
    cmd: 'publish',
    topic: 'a',
    payload: 'b',
    qos: 1,
    dup: true,
    retain: false,
    messageId: 7,
  });
  const all = Buffer.concat([connack, publish, pingresp]);
  socket.setNoDelay(true);
  for (const byte of all) {
    await new Promise((resolve) => socket.write(Buffer.from([byte]), resolve));
  }
  expect(await client.receive()).toMatchObject({ type: 'CONNACK', size: 4, fields: { returnCode: 0 } });
  const message = await client.receive();
  expect(message).toMatchObject({ type: 'PUBLISH', fields: { topic: 'a', qos: 1, dup: true, messageId: 7 } });
  expect(Buffer.from(message.bytes)).toEqual(publish);
  expect(await client.receive('PINGRESP')).toMatchObject({ type: 'PINGRESP', size: 2 });
});

test('a packet of a type is found behind others, which stay unread', async () => {
  const { url, connection } = await tcpServer();
  await using client = await openRawClient(url);
  (await connection).write(Buffer.concat([connack, suback, pingresp]));
  await client.receive('PINGRESP');
  expect(client.unread.map(({ type }) => type)).toEqual(['CONNACK', 'SUBACK']);
  expect((await client.receive()).type).toBe('CONNACK');
});

test('a deadline that passes lists everything that came instead, half a packet too', async () => {
  const { url, connection } = await tcpServer();
  await using client = await openRawClient(url);
  (await connection).write(Buffer.concat([pingresp, connack, suback, Buffer.from('3005', 'hex')]));
  await client.receive('PINGRESP');
  const error = await client.receive('PUBACK', { deadline: 50 }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DeadlineError);
  expect(String(error)).toMatch(
    /waited 50 ms for PUBACK from 127\.0\.0\.1:\d+; unread: CONNACK Accepted, SUBACK id 1 granted qos 1, bytes 30 05$/,
  );
  expect(error instanceof DeadlineError && error.awaited.ja).toContain('からのPUBACK');
});

test('one who gave up takes nothing from the next', async () => {
  const { url, connection } = await tcpServer();
  await using client = await openRawClient(url);
  await expect(client.receive('CONNACK', { deadline: 5 })).rejects.toThrow(DeadlineError);
  (await connection).write(connack);
  expect((await client.receive('CONNACK')).type).toBe('CONNACK');
});

test('the level of the CONNECT that was sent decides how answers are read', async () => {
  for (const what of [
    { ...connect, protocolVersion: 5 } as const,
    generate({ ...connect, protocolVersion: 5 }),
  ]) {
    const { url, connection } = await tcpServer();
    await using client = await openRawClient(url);
    await client.send(what);
    (await connection).write(Buffer.from('2003008700', 'hex'));
    expect(await client.receive('CONNACK')).toMatchObject({ fields: { reasonCode: 0x87 } });
  }
});

test('what is malformed is shown, not hidden', async () => {
  const { url, connection } = await tcpServer();
  await using client = await openRawClient(url);
  (await connection).write(Buffer.from('d00100', 'hex'));
  expect(await client.receive('PINGRESP')).toMatchObject({ malformed: expect.any(String), size: 3 });
});

test('what is no MQTT ends the waiting and is shown', async () => {
  const { url, connection } = await tcpServer();
  await using client = await openRawClient(url);
  (await connection).write(Buffer.from('00ff', 'hex'));
  await expect(client.receive()).rejects.toThrow('what came is no MQTT; unread: bytes 00 ff');
});

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
