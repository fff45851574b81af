import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { entry, receive, receiveAll } from '../tap/fixtures.ts';
import { connectedLine, isEvent, passing, pingreq, puback, publish, pubrel } from './lines.ts';

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
