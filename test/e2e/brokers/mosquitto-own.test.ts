import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectAsync } from 'mqtt';
import { describe, expect, it, type TestContext, vi } from 'vitest';
import { within } from '../../../harness/base/deadline.ts';
import { same } from '../../../harness/base/text.ts';
import { openBroker, parseBroker } from '../../../harness/brokers/index.ts';
import { Authority } from '../../../harness/brokers/setup/certificates.ts';
import { findProgram } from '../../../harness/process/find-program.ts';
import { imageOrSkip } from './image-or-skip.ts';

const user = { username: 'alice', password: 'a $7$ b' };

/** Starts Mosquitto with every setting, as the program or container that the environment names. */
async function opened(
  { onTestFinished }: Pick<TestContext, 'onTestFinished'>,
  environment: Record<string, string>,
) {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
  const broker = await openBroker(parseBroker('mosquitto'));
  onTestFinished(() => broker.stop());
  const authority = await Authority.create('ours');
  const server = await authority.issue({ commonName: 'here', names: [{ type: 'ip', value: '127.0.0.1' }] });
  const own = await broker.another?.({
    tls: { server, clientAuthority: authority.cert },
    users: [user],
    acl: [{ user: user.username, may: 'publish', filter: 'a' }],
    // More than the 60 of MQTT.js: up to 2.0.21, a client with exactly the maximum is closed at the beginning of a second
    // (eclipse-mosquitto/mosquitto#3226).
    maximumKeepAlive: 600,
    persistence: true,
  });
  if (own === undefined) throw new TypeError('Mosquitto has others of its kind');
  onTestFinished(() => own.stop());
  const client = await authority.issue({ commonName: 'client' });
  /** Whether the broker accepts a message. */
  const connected = async () => {
    const { mqtts = '' } = own.endpoints;
    const options = { ...user, ...client, ca: authority.cert, reconnectPeriod: 0 };
    const peer = await within(connectAsync(mqtts, options), same('CONNACK'));
    await within(peer.publishAsync('a', 'b', { qos: 1 }), same('PUBACK'));
    await within(peer.endAsync(), same('the end of the connection'));
    return true;
  };
  return { broker, own, connected };
}

describe('Mosquitto with a setup of its own', () => {
  it('runs as a program, bears restarts, and takes its files with it', async (context) => {
    const program = await findProgram('mosquitto');
    if (program === undefined) return context.skip('not run: no mosquitto program on this machine');
    const place = await ownPlace(context);
    const { broker, own, connected } = await opened(context, { MOSQUITTO_PROGRAM: program, TMPDIR: place });
    expect(await connected()).toBe(true);
    await own.restart();
    await own.restart();
    expect(await connected()).toBe(true);
    expect(await readdir(place)).not.toEqual([]);
    await broker.stop();
    expect(await readdir(place)).toEqual([]);
    await expect(connected()).rejects.toThrow();
  });

  it('runs in a container, on loopback only, and bears restarts', async (context) => {
    const { image } = await imageOrSkip(context);
    const { own, connected } = await opened(context, { MOSQUITTO_IMAGE: image, MOSQUITTO_PROGRAM: '' });
    expect(await connected()).toBe(true);
    await own.restart();
    expect(await connected()).toBe(true);
    const port = new URL(own.endpoints.mqtts ?? '').port;
    const others = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
    for (const { address, family, internal } of others) {
      if (internal || family !== 'IPv4') continue;
      expect(await accepts(address, Number(port))).toBe(false);
    }
  });
});

/** Whether a server listens there: it does not refuse, and answers within two seconds. */
async function accepts(host: string, port: number): Promise<boolean> {
  const socket = connect({ host, port, timeout: 2_000 });
  const { promise, resolve } = Promise.withResolvers<boolean>();
  socket.once('connect', () => resolve(true));
  socket.once('error', () => resolve(false));
  socket.once('timeout', () => resolve(false));
  return promise.finally(() => socket.destroy());
}

/** A directory for temporary files. Other users can enter it, because Mosquitto changes its user if root starts it. */
async function ownPlace({ onTestFinished }: Pick<TestContext, 'onTestFinished'>): Promise<string> {
  const place = await mkdtemp(join(tmpdir(), 'own-place-'));
  onTestFinished(() => rm(place, { recursive: true, force: true }));
  await chmod(place, 0o755);
  return place;
}
