import type { Packet } from 'mqtt-packet';
import { expect, it } from 'vitest';
import { protocolVersions } from '../../../../../harness/brokers/clouds/stand-in/enforcing/protocol-versions.ts';
import { beginAll, type Restriction } from '../../../../../harness/brokers/clouds/stand-in/restriction.ts';
import type { Mangle } from '../../../../../harness/wire/mangling/mangle.ts';
import { in5, publish, Wire } from './wire.ts';

const nowhere = { mqtt: 'mqtt://127.0.0.1:1', ws: 'ws://127.0.0.1:1' };
const passes: Mangle = (packet, _direction, { bytes }) => packet ?? bytes;

const wire = (mangle: Mangle): Wire => {
  const name = { name: 'one', says: { en: 'one', ja: '一つ' } };
  const restriction: Restriction = { ...name, begin: () => () => mangle };
  return new Wire(beginAll([restriction, { ...restriction, begin: () => () => passes }], nowhere), in5);
};

it.each<[string, Mangle]>([
  [
    'it cannot read',
    () => {
      throw new TypeError('no topic');
    },
  ],
  ['cannot be written after it', (packet) => ({ ...packet, topic: 1 }) as unknown as Packet],
])('a packet that %s ends the connection, not the stand-in', (_, mangle) => {
  expect(wire(mangle).toBroker(publish('a'))).toMatchObject({ passed: [], isClosed: true });
});

it('a packet that was changed is written in its protocol version, and any other passes as it came', () => {
  const changed = wire((packet) => ({ ...packet, topic: 'b' }) as Packet).toBroker(publish('a'));
  expect(changed).toMatchObject({ passed: [Buffer.from('3008000162006f70656e', 'hex')], isClosed: false });
  const packet = publish('a');
  expect(wire(passes).toBroker(packet).passed[0]).toBe(packet);
});

it('a server of 3.1.1 refuses a version that nobody knows in the form of 3.1.1', () => {
  const bytes = Buffer.from('101000044d5154547f02003c000463616c6c', 'hex');
  const seen: unknown[] = [];
  const mangle = beginAll(
    [protocolVersions([4])],
    nowhere,
  )({
    connection: 1,
    webSocket: false,
    closed: new Promise(() => {}),
  });
  const passage = {
    ...{ clientId: '', connection: 1, webSocket: false, protocolVersion: 4, bytes },
    tell: (packet: unknown) => seen.push(packet),
    pretend: () => {},
    hangUp: () => seen.push('closed'),
  };
  expect(mangle(undefined, 'to-broker', passage)).toEqual([]);
  expect(seen).toEqual([Buffer.from('20020001', 'hex'), 'closed']);
});
