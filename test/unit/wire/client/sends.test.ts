import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inPieces, toBytes } from '../../../../harness/wire/client/bytes.ts';
import { openRawClient } from '../../../../harness/wire/client/raw-client.ts';
import { bytesFrom, tcpServer, webSocketServer } from './raw-server.ts';

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
