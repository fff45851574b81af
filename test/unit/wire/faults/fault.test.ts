import { generate } from 'mqtt-packet';
import { describe, expect, test } from 'vitest';
import { within } from '../../../../harness/base/deadline.ts';
import { CannotRunError } from '../../../../harness/base/errors.ts';
import { fixedPatience } from '../../../../harness/base/patience.ts';
import type { PacketType } from '../../../../harness/protocol/packet.ts';
import { connect } from '../stream/byte-streams.ts';
import { awaited, receive, tappedLine } from '../tap/fixtures.ts';

import { connectedLine, passing, pingreq, publish } from './lines.ts';

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
