import { generate } from 'mqtt-packet';
import { expect, test } from 'vitest';
import { DeadlineError } from '../../../../harness/base/deadline.ts';
import { openRawClient } from '../../../../harness/wire/client/raw-client.ts';
import { tcpServer } from './raw-server.ts';

const connack = Buffer.from('20020000', 'hex');
const pingresp = Buffer.from('d000', 'hex');
const suback = Buffer.from('9003000101', 'hex');
const connect = { cmd: 'connect', clientId: 'raw', clean: true, keepalive: 0, protocolVersion: 5 } as const;

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
  for (const what of [connect, generate(connect)]) {
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
