import { generate } from 'mqtt-packet';
import { describe, expect, test } from 'vitest';
import type { TraceEntry } from '../../../../harness/protocol/packet.ts';
import { connect } from '../stream/byte-streams.ts';
import { eventsOf, packetsOf, send } from './entries.ts';
import { lineThrough, listen, tapOn, tappedLine } from './fixtures.ts';

const pingreq = generate({ cmd: 'pingreq' });

describe('the trace', () => {
  test('names type, direction, client, size and fields of each packet, in order', async () => {
    const told: TraceEntry[] = [];
    const line = await tappedLine({
      nameOf: (id) => id.replace('run-1-', ''),
      onEntry: (found) => told.push(found),
    });
    await send(line, 'client', connect('run-1-publisher'));
    await send(line, 'broker', generate({ cmd: 'connack', returnCode: 0, sessionPresent: true }));
    const publish = generate({
      cmd: 'publish',
      topic: 'office/door',
      payload: 'open',
      qos: 1,
      messageId: 7,
      dup: true,
      retain: false,
    });
    await send(line, 'client', publish);
    const base = { kind: 'packet', connection: 1, client: 'publisher', fate: 'passed' };
    expect(line.tap.entries).toMatchObject([
      { kind: 'connection', what: 'opened', client: '?' },
      {
        ...base,
        direction: 'to-broker',
        type: 'CONNECT',
        fields: { clientId: 'run-1-publisher', protocolVersion: 4, keepAlive: 60 },
      },
      {
        ...base,
        direction: 'to-client',
        type: 'CONNACK',
        size: 4,
        fields: { sessionPresent: true, returnCode: 0 },
      },
      {
        ...base,
        direction: 'to-broker',
        type: 'PUBLISH',
        size: publish.length,
        fields: { topic: 'office/door', qos: 1, dup: true, retain: false, messageId: 7, payloadLength: 4 },
        bytes: publish,
      },
    ]);
    expect(told).toEqual(line.tap.entries);
    const times = told.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  test('tells connections apart and goes on counting them', async () => {
    const listener = await listen();
    const tap = await tapOn(`mqtt://127.0.0.1:${listener.port}`);
    const lines = [
      await lineThrough(tap, listener),
      await lineThrough(tap, listener),
      await lineThrough(tap, listener),
    ];
    for (const [index, line] of lines.entries()) await send(line, 'client', connect(`client-${index}`));
    expect(packetsOf(tap.entries).map(({ connection, client }) => [connection, client])).toEqual([
      [1, 'client-0'],
      [2, 'client-1'],
      [3, 'client-2'],
    ]);
  });

  test('a client without an id goes by its connection, until a broker of MQTT 5 assigns one', async () => {
    const line = await tappedLine();
    await send(line, 'client', connect('', 5));
    const connack = generate(
      {
        cmd: 'connack',
        reasonCode: 0,
        sessionPresent: false,
        properties: { assignedClientIdentifier: 'auto-1' },
      },
      { protocolVersion: 5 },
    );
    await send(line, 'broker', connack);
    expect(packetsOf(line.tap.entries).map(({ client }) => client)).toEqual(['#1', 'auto-1']);
  });

  test('a client without an id has the name of an empty one, if there is one', async () => {
    const line = await tappedLine({ nameOf: () => 'you' });
    await send(line, 'client', connect('', 4));
    expect(packetsOf(line.tap.entries).map(({ client }) => client)).toEqual(['you']);
  });

  test.each([4, 5] as const)(
    'reads packets at the level of their connection: %i',
    async (protocolVersion) => {
      const line = await tappedLine();
      await send(line, 'client', connect('subscriber', protocolVersion));
      const subscribe = generate(
        {
          cmd: 'subscribe',
          messageId: 1,
          subscriptions: [{ topic: 'office/#', qos: 2, nl: true, rap: false, rh: 1 }],
        },
        { protocolVersion },
      );
      await send(line, 'client', subscribe);
      const options =
        protocolVersion === 5 ? { noLocal: true, retainAsPublished: false, retainHandling: 1 } : {};
      expect(packetsOf(line.tap.entries)[1]?.fields).toEqual({
        messageId: 1,
        subscriptions: [{ filter: 'office/#', qos: 2, ...options }],
      });
    },
  );

  test.each([4, 5] as const)(
    'keeps no user name and no password, protocol level %i',
    async (protocolVersion) => {
      const line = await tappedLine();
      const packet = generate({
        cmd: 'connect',
        protocolId: 'MQTT',
        protocolVersion,
        clientId: 'publisher',
        clean: true,
        keepalive: 60,
        username: 'ada',
        password: Buffer.from('lovelace'),
        will: { topic: 'gone', payload: 'ada', qos: 1, retain: true },
      });
      await send(line, 'client', packet);
      const [found] = packetsOf(line.tap.entries);
      expect(found?.fields).toMatchObject({
        username: true,
        password: true,
        will: { topic: 'gone', qos: 1, retain: true },
      });
      expect(JSON.stringify(found?.fields)).not.toContain('lovelace');
      const text = Buffer.from(found?.bytes ?? []).toString('latin1');
      expect(text).not.toContain('lovelace');
      expect(text.slice(-15)).toBe('\0\x03***\0\x08********');
      expect(found?.bytes).toHaveLength(packet.length);
    },
  );
});

test('keeps no authentication data of MQTT 5', async () => {
  const line = await tappedLine();
  await send(line, 'client', connect('publisher', 5));
  const properties = { authenticationMethod: 'token', authenticationData: Buffer.from('lovelace') };
  await send(line, 'client', generate({ cmd: 'auth', reasonCode: 0x18, properties }, { protocolVersion: 5 }));
  const found = packetsOf(line.tap.entries)[1];
  expect(found?.fields.properties).toMatchObject({
    authenticationMethod: 'token',
    authenticationData: Buffer.from('********'),
  });
  expect(Buffer.from(found?.bytes ?? []).includes('lovelace')).toBe(false);
});

describe('what is no MQTT, or bad MQTT', () => {
  test.each([
    ['an HTTP request', 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'],
    ['an HTTP request that begins like a PUBREC', 'POST / HTTP/1.1\r\nHost: localhost\r\n\r\n'.padEnd(200)],
    ['a TLS handshake', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'.padEnd(600, 'x')],
    ['zeros', '\0\0\0\0'],
  ])('%s passes and is marked', async (_, text) => {
    const line = await tappedLine();
    await send(line, 'client', Buffer.from(text, 'latin1'));
    await send(line, 'broker', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'));
    expect(packetsOf(line.tap.entries)).toEqual([]);
    expect(eventsOf(line.tap.entries)).toEqual(['opened', 'not-mqtt']);
  });

  test('a TLS handshake is named', async () => {
    const line = await tappedLine();
    await send(line, 'client', Buffer.from('\x16\x03\x01\x02\x00\x01\x00'.padEnd(600, 'x'), 'latin1'));
    expect(line.tap.entries.at(-1)).toMatchObject({ what: 'not-mqtt', detail: 'TLS' });
  });

  test('a server that speaks first is marked', async () => {
    const line = await tappedLine();
    await send(line, 'broker', Buffer.from('220 mail.example ESMTP\r\n'.padEnd(100)));
    expect(eventsOf(line.tap.entries)).toEqual(['opened', 'not-mqtt']);
  });

  test('MQTT goes on being read when the server answers something else', async () => {
    const line = await tappedLine();
    await send(line, 'client', connect('publisher'));
    await send(line, 'broker', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await send(line, 'client', pingreq);
    expect(eventsOf(line.tap.entries)).toEqual(['opened', 'not-mqtt']);
    expect(packetsOf(line.tap.entries).map(({ type }) => type)).toEqual(['CONNECT', 'PINGREQ']);
  });

  test('a malformed packet passes as it is and says what is wrong; the next one is read again', async () => {
    const line = await tappedLine();
    await send(line, 'client', connect('publisher'));
    await send(line, 'client', Buffer.from([0x36, 0x03, 0x00, 0x01, 0x61]));
    await send(line, 'client', Buffer.from([0x40, 0x03, 0x00, 0x01, 0x61]));
    await send(line, 'client', pingreq);
    expect(packetsOf(line.tap.entries).slice(1)).toMatchObject([
      { type: 'PUBLISH', size: 5, fields: {}, malformed: 'Packet must not have both QoS bits set to 1' },
      { type: 'PUBACK', malformed: '5 bytes long instead of 4' },
      { type: 'PINGREQ', size: 2 },
    ]);
    expect(packetsOf(line.tap.entries)[3]).not.toHaveProperty('malformed');
  });

  test('a stream that stops being MQTT passes unread from there on', async () => {
    const line = await tappedLine();
    await send(line, 'client', connect('publisher'));
    await send(
      line,
      'client',
      Buffer.concat([pingreq, Buffer.from([0x30, 0xff, 0xff, 0xff, 0xff, 0x01]), pingreq]),
    );
    expect(line.tap.entries.at(-1)).toMatchObject({
      what: 'not-mqtt',
      direction: 'to-broker',
      detail: 'remaining length of more than 4 bytes',
    });
    expect(packetsOf(line.tap.entries)).toHaveLength(2);
  });
});
