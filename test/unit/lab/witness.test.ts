import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as milliseconds } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { DeadlineError } from '../../../harness/base/deadline.ts';
import { same } from '../../../harness/base/text.ts';
import type { Broker } from '../../../harness/brokers/index.ts';
import { Identity } from '../../../harness/lab/identity.ts';
import { defineLab } from '../../../harness/lab/lab.ts';
import { runLab } from '../../../harness/lab/run.ts';
import { BROKER_STILL_MS, isInconclusive } from '../../../harness/lab/silence/too-busy.ts';
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

test('a run that is over before its witness is connected does not wait for a broker that says nothing', async () => {
  const mute = createServer((socket) => void socket.resume());
  mute.listen(0, '127.0.0.1');
  await once(mute, 'listening');
  onTestFinished(() => void mute.close());
  const { port } = mute.address() as AddressInfo;
  const witness = witnessOf({ ...(await embedded()), endpoints: { mqtt: `mqtt://127.0.0.1:${port}` } });
  const began = performance.now();
  await witness[Symbol.asyncDispose]();
  expect(performance.now() - began).toBeLessThan(60_000);
});

test('a broker that nobody can connect to is not excused', async () => {
  const { broker } = await brokerThat({ answer: atOnce });
  const witness = witnessOf({ ...broker, endpoints: {} });
  await witness[Symbol.asyncDispose]();
  expect(witness.longest).toBe(0);
});

const labThatEnds = (body: () => Promise<void>, aboutTime: boolean) =>
  defineLab({
    id: '99-test',
    title: same('test'),
    claims: {},
    ...(aboutTime && { aboutTime: [5] }),
    run: (lab) => lab.step(same('the step'), body),
  });

test('what does not come in time while the broker answers nobody is no reason to accuse it', async () => {
  const pings = { answer: atOnce };
  const { broker, answered } = await brokerThat(pings);
  const lab = labThatEnds(async () => {
    await until(() => answered() > 1);
    const held = Promise.withResolvers<void>();
    pings.answer = () => held.resolve();
    await held.promise;
    await milliseconds(BROKER_STILL_MS + 100);
    throw new DeadlineError(same('an answer'), 1);
  }, true);
  const { outcome, error } = await runLab(lab, broker);
  expect(outcome).toBe('could-not-run');
  expect(isInconclusive(error), String(error)).toBe(true);
});

test('what is not about time has no witness', async () => {
  const { broker, answered } = await brokerThat({ answer: atOnce });
  const lab = labThatEnds(async () => {
    throw new DeadlineError(same('an answer'), 1);
  }, false);
  expect((await runLab(lab, broker)).error).toBeInstanceOf(DeadlineError);
  expect(answered()).toBe(0);
});
