import { once } from 'node:events';
import { generate } from 'mqtt-packet';
import { describe, expect, test } from 'vitest';
import { within } from '../../../../harness/base/deadline.ts';
import type { Departing, Gate } from '../../../../harness/wire/gate/gate.ts';
import { buildFrame } from '../../../../harness/wire/websocket/frame.ts';
import { connect } from '../stream/byte-streams.ts';
import { awaited, lineThrough, listen, receive, tapOn } from '../tap/fixtures.ts';
import { binary, mask, openLine, pingreq, publish } from '../tap/websocket-line.ts';

/** A gate that refuses topics with 'secret' in them, and lets 'slow' ones wait. */
function gate(waits = 30): Gate & { readonly seen: Departing[] } {
  const seen: Departing[] = [];
  return {
    seen,
    judge(packet) {
      seen.push(packet);
      const { topic } = packet.fields;
      if (topic === 'secret') return undefined;
      return topic === 'slow' ? waits : 0;
    },
    arrived() {},
  };
}

async function gatedLine(own = gate()) {
  const listener = await listen();
  const tap = await tapOn(`mqtt://127.0.0.1:${listener.port}`, { gate: own });
  return { ...(await lineThrough(tap, listener)), tap, gate: own };
}

async function gatedWebSocket() {
  const own = gate();
  const listener = await listen();
  const tap = await tapOn(`ws://127.0.0.1:${listener.port}/mqtt`, { gate: own });
  return { ...(await openLine(tap, listener)), tap, gate: own };
}

describe('over TCP', () => {
  test('what the gate lets pass arrives byte for byte, in whatever pieces it came', async () => {
    const line = await gatedLine();
    const all = Buffer.concat([connect('publisher'), publish('door'), pingreq]);
    for (const byte of all) line.client.write(Buffer.from([byte]));
    expect(await receive(line.broker, all.length)).toEqual(all);
    expect(line.gate.seen.map(({ type }) => type)).toEqual(['CONNECT', 'PUBLISH', 'PINGREQ']);
  });

  test('no byte of a refused packet leaves, nothing behind it either, and the connection is cut', async () => {
    const line = await gatedLine();
    const before = Buffer.concat([connect('publisher'), publish('door')]);
    const arrived: Buffer[] = [];
    line.broker.on('data', (bytes) => arrived.push(bytes));
    line.client.write(Buffer.concat([before, publish('secret'), publish('door')]));
    await within(once(line.broker, 'end'), awaited('the end'));
    expect(Buffer.concat(arrived)).toEqual(before);
    expect(line.tap.entries.filter(({ kind }) => kind === 'packet')).toHaveLength(2);
  });

  test('what waits is not overtaken by what comes behind it', async () => {
    const line = await gatedLine();
    const packets = [connect('publisher'), publish('slow'), publish('door'), publish('slow'), pingreq];
    for (const packet of packets) line.client.write(packet);
    const all = Buffer.concat(packets);
    expect(await receive(line.broker, all.length)).toEqual(all);
  });

  test('a client that ends while something waits: all of it arrives, then the end', async () => {
    const line = await gatedLine();
    const all = Buffer.concat([connect('publisher'), publish('slow'), pingreq]);
    line.client.end(all);
    const ended = once(line.broker, 'end');
    expect(await receive(line.broker, all.length)).toEqual(all);
    await within(ended, awaited('the end'));
  });

  test('the beginning of a packet whose rest never comes passes with the end', async () => {
    const line = await gatedLine();
    const half = publish('door').subarray(0, 4);
    const all = Buffer.concat([connect('publisher'), half]);
    line.client.end(all);
    expect(await receive(line.broker, all.length)).toEqual(all);
    expect(line.gate.seen).toHaveLength(1);
  });

  test('what is no MQTT passes', async () => {
    const line = await gatedLine();
    const strange = Buffer.from([0x30, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 2, 3]);
    line.client.write(Buffer.concat([connect('publisher'), strange]));
    const all = Buffer.concat([connect('publisher'), strange]);
    expect(await receive(line.broker, all.length)).toEqual(all);
  });

  test('a large payload is counted whole', async () => {
    const line = await gatedLine();
    const packet = generate({
      cmd: 'publish',
      topic: 'door',
      payload: Buffer.alloc(300_000),
      qos: 0,
      dup: false,
      retain: false,
    });
    line.client.write(Buffer.concat([connect('publisher'), packet]));
    await receive(line.broker, connect('publisher').length + packet.length);
    expect(line.gate.seen[1]).toMatchObject({
      size: packet.length,
      fields: { payloadLength: 300_000, topic: 'door' },
    });
  });
});

describe('over WebSocket', () => {
  test('packets are found in frames, also in several of them, and leave as they came', async () => {
    const line = await gatedWebSocket();
    const packet = publish('door');
    const frames = [
      binary(connect('publisher')),
      buildFrame({ fin: false, opcode: 2, mask }, packet.subarray(0, 3)),
      buildFrame({ fin: true, opcode: 0, mask }, packet.subarray(3)),
      binary(pingreq, pingreq),
    ];
    const all = Buffer.concat(frames);
    line.client.write(all.subarray(0, 20));
    line.client.write(all.subarray(20));
    expect(await receive(line.broker, all.length)).toEqual(all);
    expect(line.gate.seen.map(({ type }) => type)).toEqual(['CONNECT', 'PUBLISH', 'PINGREQ', 'PINGREQ']);
  });

  test('no frame with a refused packet arrives whole', async () => {
    const line = await gatedWebSocket();
    const arrived: Buffer[] = [];
    line.broker.on('data', (bytes) => arrived.push(bytes));
    line.client.write(Buffer.concat([binary(connect('publisher')), binary(publish('secret'))]));
    await within(once(line.broker, 'end'), awaited('the end'));
    expect(line.tap.entries.filter(({ kind }) => kind === 'packet')).toHaveLength(1);
    expect(Buffer.concat(arrived).length).toBeLessThan(
      binary(connect('publisher')).length + binary(publish('secret')).length,
    );
  });

  test('a text message passes', async () => {
    const line = await gatedWebSocket();
    const all = Buffer.concat([
      buildFrame({ fin: false, opcode: 2, mask }, publish('door').subarray(0, 1)),
      buildFrame({ fin: true, opcode: 1, mask }, Buffer.from('no MQTT')),
    ]);
    line.client.write(all);
    expect(await receive(line.broker, all.length)).toEqual(all);
  });
});
