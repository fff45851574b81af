import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { generate, type Packet } from 'mqtt-packet';
import { describe, expect, test } from 'vitest';
import { within } from '../../../../harness/base/deadline.ts';
import { CannotRunError } from '../../../../harness/base/errors.ts';
import { fixedPatience } from '../../../../harness/base/patience.ts';
import type { ConnectionEntry, PacketType, TraceEntry } from '../../../../harness/protocol/packet.ts';
import { connect } from '../stream/byte-streams.ts';
import { awaited, entry, type Line, receive, receiveAll, tappedLine } from '../tap/fixtures.ts';

const connack = generate({ cmd: 'connack', returnCode: 0, sessionPresent: false });
const pingreq = generate({ cmd: 'pingreq' });
const puback = (messageId: number): Buffer => generate({ cmd: 'puback', messageId });
const pubrel = (messageId: number): Buffer => generate({ cmd: 'pubrel', messageId });

function publish(topic: string, more: Partial<Extract<Packet, { cmd: 'publish' }>> = {}): Buffer {
  return generate({ cmd: 'publish', topic, payload: 'open', qos: 0, dup: false, retain: false, ...more });
}

/** A line on which `publisher` is connected. */
async function connectedLine(options?: Parameters<typeof tappedLine>[0]) {
  const line = await tappedLine(options);
  line.client.write(connect('publisher'));
  await receive(line.broker, connect('publisher').length);
  line.broker.write(connack);
  await receive(line.client, connack.length);
  return line;
}

/** What arrives at the broker when the client sends this and then something that nothing is armed against. */
async function passing({ client, broker }: Line, ...packets: Buffer[]): Promise<Buffer> {
  const fence = generate({ cmd: 'pubcomp', messageId: 99 });
  client.write(Buffer.concat([...packets, fence]));
  const all: Buffer[] = [];
  while (!Buffer.concat(all).subarray(-fence.length).equals(fence)) all.push(await receive(broker, 1));
  return Buffer.concat(all).subarray(0, -fence.length);
}

const isEvent =
  (what: ConnectionEntry['what']) =>
  (found: TraceEntry): found is ConnectionEntry =>
    found.kind === 'connection' && found.what === what;

describe('which packets', () => {
  test.each([
    ['the first of its type', (tap) => tap.lose('PUBLISH'), [1]],
    ['the n-th', (tap) => tap.lose('PUBLISH').nth(3), [3]],
    ['every one', (tap) => tap.lose('PUBLISH').everyTime(), [1, 2, 3, 4]],
    ['on a topic', (tap) => tap.lose('PUBLISH').on('office/lamp'), [2]],
    ['on topics that match a filter', (tap) => tap.lose('PUBLISH').on('office/#').nth(2), [2]],
    ['with a QoS', (tap) => tap.lose('PUBLISH').withQoS(1), [3]],
    ['of a client by its display name', (tap) => tap.lose('PUBLISH').from('PUBLISHER'), [1]],
    ['of a client by its id', (tap) => tap.lose('PUBLISH').from('publisher'), [1]],
    ['of another client', (tap) => tap.lose('PUBLISH').from('subscriber').everyTime(), []],
    ['of the other direction', (tap) => tap.lose('PUBLISH').to('publisher').everyTime(), []],
    ['going in a direction', (tap) => tap.lose('PUBLISH').going('to-broker'), [1]],
    ['a disarmed fault', (tap) => tap.lose('PUBLISH').disarm(), []],
  ] as [string, (tap: Awaited<ReturnType<typeof tappedLine>>['tap']) => unknown, number[]][])(
    '%s',
    async (_, arm, lost) => {
      const line = await connectedLine({ nameOf: (id) => id.toUpperCase() });
      const packets = [
        publish('office/door'),
        publish('office/lamp'),
        publish('hall/door', { qos: 1, messageId: 7 }),
        publish('hall'),
      ];
      arm(line.tap);
      const expected = packets.filter((_packet, index) => !lost.includes(index + 1));
      expect(await passing(line, ...packets)).toEqual(Buffer.concat(expected));
    },
  );

  test('a fault can wait for CONNECT of a client', async () => {
    const { tap, client, broker } = await tappedLine();
    const fault = tap.lose('CONNECT').from('publisher');
    client.write(Buffer.concat([connect('publisher'), connect('publisher')]));
    expect(await receive(broker, connect('publisher').length)).toEqual(connect('publisher'));
    expect(await fault.fired).toMatchObject({ type: 'CONNECT', client: 'publisher', fate: 'lost' });
  });

  test('of two faults for the same packet, the first armed gets it and the other the next', async () => {
    const line = await connectedLine();
    line.tap.lose('PUBLISH');
    line.tap.duplicate('PUBLISH');
    const [first, second] = [publish('a'), publish('b')];
    expect(await passing(line, first, second)).toEqual(Buffer.concat([second, second]));
  });

  test('a fault counts on while another one hits', async () => {
    const line = await connectedLine();
    line.tap.lose('PUBLISH').everyTime().on('a');
    line.tap.duplicate('PUBLISH').nth(3);
    const [a, b] = [publish('a'), publish('b')];
    expect(await passing(line, a, b, b)).toEqual(Buffer.concat([b, b, b]));
  });

  test('topic aliases of MQTT 5 stand for their topic', async () => {
    const { tap, client, broker } = await tappedLine();
    client.write(connect('publisher', 5));
    await receive(broker, connect('publisher', 5).length);
    const named = generate(
      {
        cmd: 'publish',
        topic: 'office/door',
        payload: '1',
        qos: 0,
        dup: false,
        retain: false,
        properties: { topicAlias: 3 },
      },
      { protocolVersion: 5 },
    );
    const aliased = generate(
      {
        cmd: 'publish',
        topic: '',
        payload: '2',
        qos: 0,
        dup: false,
        retain: false,
        properties: { topicAlias: 3 },
      },
      { protocolVersion: 5 },
    );
    client.write(named);
    await receive(broker, named.length);
    const fault = tap.lose('PUBLISH').on('office/door');
    client.write(aliased);
    expect((await fault.fired).fields).toMatchObject({ topic: '', aliasedTopic: 'office/door' });
  });
});

describe('what becomes of them', () => {
  test('hold keeps a packet until it is released; others pass', async () => {
    const line = await connectedLine();
    const fault = line.tap.hold('PUBREL').from('publisher');
    expect(await passing(line, pubrel(1), pingreq)).toEqual(pingreq);
    expect(await fault.fired).toMatchObject({ type: 'PUBREL', fate: 'held' });
    expect(fault.release()).toBe(1);
    expect(await receive(line.broker, pubrel(1).length)).toEqual(pubrel(1));
    expect(fault.release()).toBe(0);
  });

  test('what is released waits for the end of a packet that is under way', async () => {
    const line = await connectedLine();
    const fault = line.tap.hold('PUBREL');
    await passing(line, pubrel(1));
    const long = publish('office/door', { payload: 'x'.repeat(10_000) });
    line.client.write(long.subarray(0, 6_000));
    await receive(line.broker, 6_000);
    fault.release();
    line.client.write(long.subarray(6_000));
    expect(await receive(line.broker, long.length - 6_000 + 4)).toEqual(
      Buffer.concat([long.subarray(6_000), pubrel(1)]),
    );
  });

  test('what is held when its connection goes is lost', async () => {
    const line = await connectedLine();
    const fault = line.tap.hold('PUBLISH');
    line.client.end(publish('office/door'));
    expect(await receiveAll(line.broker)).toEqual(Buffer.alloc(0));
    await fault.fired;
    line.broker.end();
    await once(line.client.resume(), 'close');
    await setImmediate();
    expect(fault.release()).toBe(0);
  });

  test('delay sends a packet on later; packets behind it overtake it, the end of the stream does not', async () => {
    const line = await connectedLine();
    const fault = line.tap.delay('PUBLISH', 20).on('office/door');
    line.client.end(Buffer.concat([publish('office/door'), pingreq]));
    expect(await receiveAll(line.broker)).toEqual(Buffer.concat([pingreq, publish('office/door')]));
    expect(await fault.fired).toMatchObject({ fate: 'delayed' });
  });

  test('duplicate sends the same bytes twice', async () => {
    const line = await connectedLine();
    const fault = line.tap.duplicate('PUBLISH');
    const packet = publish('office/door', { qos: 1, messageId: 7 });
    expect(await passing(line, packet)).toEqual(Buffer.concat([packet, packet]));
    expect(await fault.fired).toMatchObject({ fate: 'duplicated' });
  });

  test('lose and cut: the packet does not arrive, both sides are closed', async () => {
    const line = await connectedLine();
    const fault = line.tap.lose('PUBACK').to('publisher').andCut();
    const ends = [receiveAll(line.client), receiveAll(line.broker)];
    line.broker.write(Buffer.concat([puback(7), pingreq]));
    expect(await Promise.all(ends)).toEqual([Buffer.alloc(0), Buffer.alloc(0)]);
    expect(await fault.fired).toMatchObject({ type: 'PUBACK', fate: 'lost' });
    expect(line.tap.entries.at(-1)).toMatchObject({ kind: 'connection', what: 'cut', client: 'publisher' });
  });

  test('cut after: the packet arrives, what is behind it does not', async () => {
    const line = await connectedLine();
    const fault = line.tap.cut().after('PUBLISH').from('publisher');
    const ends = [receiveAll(line.client), receiveAll(line.broker)];
    const packet = publish('office/door', { payload: 'x'.repeat(3_000_000) });
    line.client.write(Buffer.concat([packet, pingreq]));
    const [atClient, atBroker] = await Promise.all(ends);
    expect(atBroker?.equals(packet)).toBe(true);
    expect(atClient).toEqual(Buffer.alloc(0));
    expect(await fault.fired).toMatchObject({ fate: 'passed' });
  });

  test('cut before: the packet does not arrive', async () => {
    const line = await connectedLine();
    line.tap.cut().before('PUBLISH');
    const end = receiveAll(line.broker);
    line.client.write(Buffer.concat([pingreq, publish('office/door')]));
    expect(await end).toEqual(pingreq);
  });

  test('cut now: by display name', async () => {
    const line = await connectedLine();
    const ends = [receiveAll(line.client), receiveAll(line.broker)];
    line.tap.cutNow('publisher');
    await Promise.all(ends);
    expect(line.tap.entries.at(-1)).toMatchObject({ what: 'cut' });
  });
});

describe('freeze', () => {
  test('nothing passes, nothing closes; thawed, everything does', async () => {
    const line = await connectedLine();
    const frozen = line.tap.freeze('publisher');
    line.client.end(Buffer.concat([pingreq, publish('office/door')]));
    line.broker.end(puback(7));
    await entry(line.tap, (found) => found.kind === 'packet' && found.type === 'PUBLISH');
    await entry(line.tap, (found) => found.kind === 'packet' && found.type === 'PUBACK');
    await entry(line.tap, isEvent('closed-by-client'));
    expect(line.broker.readableLength + line.client.readableLength).toBe(0);
    expect(line.broker.readableEnded || line.client.readableEnded).toBe(false);
    const held = line.tap.entries.filter((found) => found.kind === 'packet' && found.fate === 'held');
    expect(held).toHaveLength(3);
    const ends = [receiveAll(line.broker), receiveAll(line.client)];
    frozen.thaw();
    expect(await Promise.all(ends)).toEqual([Buffer.concat([pingreq, publish('office/door')]), puback(7)]);
  });

  test('either side may hang up, whoever does so first: the trace tells of both', async () => {
    const line = await connectedLine();
    line.tap.freeze('publisher');
    line.client.end();
    await entry(line.tap, isEvent('closed-by-client'));
    line.broker.end();
    await entry(line.tap, isEvent('closed-by-broker'));
  });

  test('after a packet: it still arrives, the next does not', async () => {
    const line = await connectedLine();
    const fault = line.tap.freeze().after('PUBLISH').from('publisher');
    line.client.write(Buffer.concat([publish('a'), publish('b')]));
    expect(await receive(line.broker, publish('a').length)).toEqual(publish('a'));
    await entry(line.tap, (found) => found.kind === 'packet' && found.fate === 'held');
    expect(line.broker.readableLength).toBe(0);
    fault.thaw();
    expect(await receive(line.broker, publish('b').length)).toEqual(publish('b'));
  });

  test('before a packet: it arrives when thawed, in its place', async () => {
    const line = await connectedLine();
    const fault = line.tap.freeze().before('PUBLISH');
    line.client.write(Buffer.concat([pingreq, publish('a'), publish('b')]));
    expect(await receive(line.broker, pingreq.length)).toEqual(pingreq);
    expect(await fault.fired).toMatchObject({ fate: 'held' });
    fault.thaw();
    const both = Buffer.concat([publish('a'), publish('b')]);
    expect(await receive(line.broker, both.length)).toEqual(both);
  });

  test('a sender that goes on has to wait: the tap keeps no more than its limit', async () => {
    const line = await connectedLine({ limits: { frozenBytes: 100_000 } });
    line.tap.freeze('publisher');
    line.client.write(Buffer.alloc(64 * 1024 * 1024, pingreq));
    await entry(line.tap, (found) => found.kind === 'packet' && found.fate === 'held');
    for (let turn = 0; turn < 200; turn++) await setImmediate();
    expect(line.client.writableLength).toBeGreaterThan(0);
  });
});

describe('what can not be', () => {
  const types: [string, string][] = [
    ['PUBLSIH', 'PUBLISH'],
    ['puback', 'PUBACK'],
    ['PING', 'PINGREQ'],
  ];
  test.each(types)('packet type %s: did you mean %s?', async (wrong, nearest) => {
    const { tap } = await tappedLine();
    const error = thrownBy(() => tap.lose(wrong as PacketType));
    expect(error).toMatchObject({ code: 'unknown-packet-type' });
    expect(error.advice.en).toContain(nearest);
    expect(error.advice.ja).toContain(nearest);
    expect(() => tap.cut().after(wrong as PacketType)).toThrow(CannotRunError);
  });

  test('a topic of a packet that has none, a QoS of one that has none', async () => {
    const { tap } = await tappedLine();
    expect(thrownBy(() => tap.lose('PUBACK').on('office/door'))).toMatchObject({
      code: 'fault-cannot-match',
    });
    expect(thrownBy(() => tap.lose('UNSUBSCRIBE').withQoS(1))).toMatchObject({ code: 'fault-cannot-match' });
  });

  test('a client that is not connected: did you mean …?', async () => {
    const { tap } = await connectedLine();
    const error = thrownBy(() => tap.cutNow('publishr'));
    expect(error).toMatchObject({ code: 'unknown-client' });
    expect(error.advice.en).toBe('did you mean publisher?');
    expect(() => tap.freeze('subscriber')).toThrow(CannotRunError);
  });

  test('a fault that never fired is complained about; one that did or was disarmed is not', async () => {
    const line = await connectedLine();
    line.tap.lose('PUBACK').to('publisher').andCut();
    line.tap.lose('PUBLISH').from('publisher').on('office/#').withQoS(0).nth(3);
    line.tap.lose('PINGREQ');
    line.tap.lose('SUBSCRIBE').disarm();
    await passing(line, pingreq, publish('office/door'));
    expect(line.tap.unfired()).toEqual([
      {
        en: 'armed but never fired: lose the first PUBACK to publisher, then cut the connection',
        ja: '仕掛けたのに一度も起きませんでした: publisher への最初の PUBACK を失わせ、接続を切る',
      },
      {
        en: 'armed but never fired: lose the 3rd PUBLISH from publisher on office/# with QoS 0 (1 of 3 seen)',
        ja: '仕掛けたのに一度も起きませんでした: publisher からのトピック office/# の QoS 0 の 3 番目の PUBLISH を失わせる(3 個中 1 個目まで)',
      },
    ]);
  });

  test('waiting for a fault has a deadline', async () => {
    const { tap } = await tappedLine({ patience: fixedPatience(10) });
    await expect(tap.hold('PUBREL').fired).rejects.toThrow(
      'waited 10 ms for the fault to fire: hold the first PUBREL',
    );
  });

  test('waiting for a fault ends when the tap closes', async () => {
    const { tap } = await tappedLine();
    const fired = tap.hold('PUBREL').fired;
    const told = expect(fired).rejects.toMatchObject({ code: 'fault-not-fired' });
    await tap.close();
    await within(told, awaited('the error'));
  });

  test('a packet that is too large to hold passes, and the fault says so', async () => {
    const line = await connectedLine({ limits: { heldBytes: 100 } });
    line.tap.hold('PUBLISH').on('office/door');
    const large = publish('office/door', { payload: 'x'.repeat(200) });
    expect(await passing(line, large)).toEqual(large);
    expect(line.tap.unfired()[0]?.en).toContain(
      '(a packet of 216 bytes passed because the tap holds 100 bytes at most)',
    );
  });

  test('what was sent on makes room for more', async () => {
    const line = await connectedLine({ limits: { heldBytes: 100 } });
    line.tap.duplicate('PUBLISH').everyTime();
    const packet = publish('office/door', { payload: 'x'.repeat(60) });
    expect(await passing(line, packet, packet)).toEqual(Buffer.concat([packet, packet, packet, packet]));
  });

  test('a packet of any size can be lost', async () => {
    const line = await connectedLine({ limits: { heldBytes: 100 } });
    const fault = line.tap.lose('PUBLISH').on('office/door');
    expect(await passing(line, publish('office/door', { payload: 'x'.repeat(5_000_000) }), pingreq)).toEqual(
      pingreq,
    );
    expect((await fault.fired).size).toBe(5_000_018);
  });
});

function thrownBy(act: () => unknown): CannotRunError {
  try {
    act();
  } catch (error) {
    if (error instanceof CannotRunError) return error;
  }
  throw new Error('nothing was thrown');
}
