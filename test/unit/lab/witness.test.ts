import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as milliseconds } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { same } from '../../../harness/base/text.ts';
import type { Broker } from '../../../harness/brokers/index.ts';
import { runClaim } from '../../../harness/claims/run-claim.ts';
import type { SpecClaim } from '../../../harness/claims/spec-claim.ts';
import { Identity } from '../../../harness/lab/identity.ts';
import { BROKER_STILL_MS } from '../../../harness/lab/silence/too-busy.ts';
import { Witness } from '../../../harness/lab/silence/witness.ts';
import { embedded } from './lab-that.ts';

const PINGRESP = 0xd0;

/** A broker that answers PINGREQ as it is told to, in front of the embedded one. */
async function brokerThat(pings: { answer: (socket: Socket, pingresp: Buffer) => void }) {
  const behind = await embedded();
  const { port } = new URL(behind.endpoints.mqtt ?? '');
  let answered = 0;
  const relay = createServer({ noDelay: true }, (socket) => {
    const onward = connect({ port: Number(port), host: '127.0.0.1', noDelay: true });
    for (const end of [socket, onward]) end.on('error', () => {});
    socket.once('close', () => onward.destroy());
    socket.pipe(onward);
    onward.on('data', (bytes) => {
      if (bytes[0] !== PINGRESP) return void socket.write(bytes);
      answered++;
      pings.answer(socket, bytes);
    });
  });
  relay.listen(0, '127.0.0.1');
  await once(relay, 'listening');
  onTestFinished(() => void relay.close());
  const url = `mqtt://127.0.0.1:${(relay.address() as AddressInfo).port}`;
  const broker: Broker = { ...behind, endpoints: { mqtt: url } };
  return { broker, answered: () => answered };
}

function witnessOf(broker: Broker) {
  const witness = new Witness({ broker, identity: new Identity(), protocolVersion: 5 });
  onTestFinished(() => witness[Symbol.asyncDispose]());
  return witness;
}

const atOnce = (socket: Socket, pingresp: Buffer): void => {
  socket.write(pingresp);
};

/** However busy the machine is: the test ends by itself. */
const until = (is: () => boolean) => vi.waitUntil(is, { timeout: 120_000 });

test('a witness sees how long a broker answers nobody, while it does and afterwards', async () => {
  const pings = { answer: atOnce };
  const { broker, answered } = await brokerThat(pings);
  const witness = witnessOf(broker);
  await until(() => answered() > 1);
  const held = Promise.withResolvers<() => void>();
  pings.answer = (socket, pingresp) => held.resolve(() => atOnce(socket, pingresp));
  const goOn = await held.promise;
  await until(() => witness.longest > 200);
  pings.answer = atOnce;
  goOn();
  const count = answered();
  await until(() => answered() > count);
  expect(witness.longest).toBeGreaterThan(200);
  await witness[Symbol.asyncDispose]();
  expect(witness.longest).toBeGreaterThan(200);
});

test('a broker that never answers a witness is not excused', async () => {
  const { broker, answered } = await brokerThat({ answer: () => {} });
  const witness = witnessOf(broker);
  await until(() => answered() > 0);
  expect(witness.longest).toBe(0);
});

test('a broker that ends the connection of a witness is not excused', async () => {
  const pings = { answer: atOnce };
  const { broker, answered } = await brokerThat(pings);
  const witness = witnessOf(broker);
  await until(() => answered() > 1);
  const ended = Promise.withResolvers<void>();
  pings.answer = (socket) => {
    socket.once('close', ended.resolve);
    socket.end();
  };
  await ended.promise;
  const { longest } = witness;
  await milliseconds(50);
  expect(witness.longest).toBe(longest);
});

test('a broker that nobody can connect to is not excused', async () => {
  const { broker } = await brokerThat({ answer: atOnce });
  const witness = witnessOf({ ...broker, endpoints: {} });
  await witness[Symbol.asyncDispose]();
  expect(witness.longest).toBe(0);
});

/** A claim about time that sees the wrong thing in its first take, while the broker answers nobody. */
const lateOnce = (meanwhile: () => Promise<void>, aboutTime: boolean): SpecClaim => {
  let take = 0;
  return {
    id: 'some.claim',
    says: same('it is 1'),
    statements: { 5: ['MQTT-3.1.4-5'] },
    ...(aboutTime && { aboutTime }),
    check: async () => {
      take++;
      if (take === 1) await meanwhile();
      return { expected: 1, seen: take === 1 ? 'late' : 1 };
    },
  };
};

test('what is about time is measured again if the broker answered nobody', async () => {
  const pings = { answer: atOnce };
  const { broker, answered } = await brokerThat(pings);
  const stop = async () => {
    await until(() => answered() > 1);
    const held = Promise.withResolvers<() => void>();
    pings.answer = (socket, pingresp) => held.resolve(() => atOnce(socket, pingresp));
    const goOn = await held.promise;
    await milliseconds(BROKER_STILL_MS + 100);
    pings.answer = atOnce;
    goOn();
  };
  expect(await runClaim(lateOnce(stop, true), broker)).toMatchObject({
    result: 'holds',
    notes: [{ en: expect.stringMatching('^measured 2 times') }],
  });
});

test('what is not about time has no witness', async () => {
  const { broker, answered } = await brokerThat({ answer: atOnce });
  expect(
    await runClaim(
      lateOnce(async () => {}, false),
      broker,
    ),
  ).toMatchObject({ result: 'broken' });
  expect(answered()).toBe(0);
});
