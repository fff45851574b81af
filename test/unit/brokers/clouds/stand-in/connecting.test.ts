import { expect, it } from 'vitest';
import {
  clientIdBytes,
  clientIdNotBeginning,
} from '../../../../../harness/brokers/clouds/stand-in/enforcing/client-ids.ts';
import { waitsForConnack } from '../../../../../harness/brokers/clouds/stand-in/enforcing/connack-first.ts';
import { keepAlive } from '../../../../../harness/brokers/clouds/stand-in/enforcing/keep-alive.ts';
import { protocolVersions } from '../../../../../harness/brokers/clouds/stand-in/enforcing/protocol-versions.ts';
import { connectsPerSecond } from '../../../../../harness/brokers/clouds/stand-in/enforcing/rates.ts';
import { sessionExpiry } from '../../../../../harness/brokers/clouds/stand-in/enforcing/session-expiry.ts';
import { concurrentSessions } from '../../../../../harness/brokers/clouds/stand-in/enforcing/sessions.ts';
import { in5, in311, publish, through } from './wire.ts';

it('a server of 3.1.1 refuses MQTT 5 in the form of 3.1.1', () => {
  const open = through(protocolVersions([4]));
  expect(open(in5).connect().there).toMatchObject({
    passed: [],
    told: [Buffer.from('20020001', 'hex')],
    isClosed: true,
  });
  expect(open(in311).connect().there).toMatchObject({ told: [], isClosed: false });
});

it.each([
  ['too long', clientIdBytes(4), 'fünf', 'five'],
  ['with a forbidden beginning', clientIdNotBeginning('$'), '$a', 'a$'],
])('a client id %s is refused with the code of its version', (_, restriction, bad, good) => {
  const open = through(restriction);
  expect(open(in5).connect({ clientId: bad }).there).toMatchObject({
    told: [{ cmd: 'connack', reasonCode: 0x85 }],
    isClosed: true,
  });
  expect(open(in311).connect({ clientId: bad }).there.told).toMatchObject([{ returnCode: 2 }]);
  expect(open(in5).connect({ clientId: good }).there).toMatchObject({ told: [], isClosed: false });
});

it.each([
  { asked: 0, used: 1_200 },
  { asked: 10, used: 30 },
  { asked: 30, used: undefined },
  { asked: 1_201, used: 1_200 },
])('keep alive $asked becomes $used', ({ asked, used }) => {
  const open = through(keepAlive({ minimum: 30, maximum: 1_200 }));
  const { there, back } = open(in5).connect({ keepalive: asked });
  expect(there.passed).toMatchObject([{ keepalive: used ?? asked }]);
  expect(back.passed).toMatchObject([{ cmd: 'connack' }]);
  const [connack] = back.passed;
  expect(connack).toHaveProperty('reasonCode', 0);
  if (used === undefined) expect(connack).not.toHaveProperty('properties');
  else expect(connack).toHaveProperty('properties.serverKeepAlive', used);
  const in4 = open(in311).connect({ keepalive: asked });
  expect(in4.there.passed).toMatchObject([{ keepalive: used ?? asked }]);
  expect(in4.back.passed[0]).not.toHaveProperty('properties');
});

it('a longer session expiry is shortened, and CONNACK says so', () => {
  const open = through(sessionExpiry({ maximum: 604_800, usualMaximum: 3_600 }));
  const long = open(in5).connect({ properties: { sessionExpiryInterval: 7_200 } });
  expect(long.there.passed).toMatchObject([{ properties: { sessionExpiryInterval: 3_600 } }]);
  expect(long.back.passed).toMatchObject([{ properties: { sessionExpiryInterval: 3_600 } }]);
  const short = open(in5).connect({ properties: { sessionExpiryInterval: 60 } });
  expect(short.there.passed).toMatchObject([{ properties: { sessionExpiryInterval: 60 } }]);
  expect(short.back.passed[0]).not.toHaveProperty('properties');
});

it('a packet before CONNACK closes the connection', () => {
  const open = through(waitsForConnack());
  expect(open().toBroker(publish('a'))).toMatchObject({ passed: [], isClosed: true });
  const patient = open();
  patient.connect();
  expect(patient.toBroker(publish('a'))).toMatchObject({ passed: [{ topic: 'a' }], isClosed: false });
});

it('a client id that connects again within a second is refused; another one is not', () => {
  const open = through(connectsPerSecond({ count: 1, per: 'client-id' }));
  expect(open(in311).connect().there.told).toEqual([]);
  expect(open(in311).connect().there.told).toMatchObject([{ returnCode: 3 }]);
  expect(open(in5).connect().there.told).toMatchObject([{ reasonCode: 0x9f }]);
  expect(open(in5).connect({ clientId: 'other' }).there.told).toEqual([]);
});

it('one session too many is refused, until one ends; a kept one counts', async () => {
  const open = through(concurrentSessions(2));
  const first = open({ clientId: 'first', connection: 1 });
  first.connect({ clientId: 'first', properties: { sessionExpiryInterval: 60 } });
  const second = open({ clientId: 'second', connection: 2 });
  second.connect({ clientId: 'second' });
  const third = () => open({ clientId: 'third', connection: 3 }).connect({ clientId: 'third' }).there.told;
  expect(third()).toMatchObject([{ reasonCode: 0x97 }]);
  await first.end();
  expect(third()).toMatchObject([{ reasonCode: 0x97 }]);
  expect(open({ clientId: 'first', connection: 4 }).connect({ clientId: 'first' }).there.told).toEqual([]);
  await second.end();
  expect(third()).toEqual([]);
});
