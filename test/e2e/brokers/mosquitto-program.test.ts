import { once } from 'node:events';
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectAsync } from 'mqtt';
import { describe, expect, it, onTestFinished, type TestContext, vi } from 'vitest';
import { openBroker, parseBroker } from '../../../harness/brokers/index.ts';
import { findProgram } from '../../../harness/process/find-program.ts';
import { listen } from '../../unit/brokers/little-servers.ts';

async function programOrSkip({ skip }: TestContext): Promise<string> {
  return (await findProgram('mosquitto')) ?? skip('not run: no mosquitto program on this machine');
}

/** Opens `mosquitto` in an environment with its own temporary directory, and collects what is reported. */
async function open(environment: Record<string, string>) {
  temporary = await ownDirectory();
  vi.stubEnv('TMPDIR', temporary);
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const reports: string[] = [];
  const broker = await openBroker(parseBroker('mosquitto'), { report: ({ en }) => reports.push(en) });
  onTestFinished(() => broker.stop());
  return { broker, reports };
}

const systemDirectory = tmpdir();
let temporary: string;
const left = () => readdir(temporary);

async function ownDirectory(): Promise<string> {
  const directory = await mkdtemp(join(systemDirectory, 'mosquitto-program-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  return directory;
}

/** Writes a shell script to a new directory. */
async function script(...lines: string[]): Promise<string> {
  const path = join(await ownDirectory(), 'mosquitto');
  await writeFile(path, ['#!/bin/sh', ...lines, ''].join('\n'));
  await chmod(path, 0o755);
  return path;
}

describe('Mosquitto as a program', () => {
  it('runs where MOSQUITTO_PROGRAM names it, on loopback only, and leaves nothing behind', async (context) => {
    const program = await programOrSkip(context);
    const { broker, reports } = await open({ MOSQUITTO_PROGRAM: program });
    expect(broker.origin.en).toBe(`the program ${program}`);
    expect(broker.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(reports).toEqual([]);
    expect(await left()).toEqual([]);
    const { mqtt = '', ws = '' } = broker.endpoints;
    for (const endpoint of [mqtt, ws]) await (await connectAsync(endpoint)).endAsync();
    const port = Number(new URL(mqtt).port);
    const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
    for (const { address, family, internal } of addresses) {
      if (internal || family !== 'IPv4') continue;
      await expect(once(connect(port, address), 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    }
    await Promise.all([broker.stop(), broker.stop()]);
    await expect(once(connect(port, '127.0.0.1'), 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('stands in where Docker is missing, and says so', async (context) => {
    const program = await programOrSkip(context);
    const { broker, reports } = await open({
      MOSQUITTO_PROGRAM: '',
      DOCKER_HOST: 'unix:///no/such/docker.sock',
    });
    expect(broker.origin.en).toBe(`the program ${program}`);
    expect(reports).toEqual([
      `Docker is not running (DOCKER_HOST=unix:///no/such/docker.sock): using the program ${program} instead`,
    ]);
  });

  it('notices that its port was taken in between, and which', async (context) => {
    const program = await programOrSkip(context);
    const { port } = await listen(createServer());
    // Starts Mosquitto with its first listener on the taken port.
    const moved = await script(
      `sed 's/^listener [0-9]* /listener ${port} /;1!s/^listener ${port} /listener 0 /' "$2" > "$0.conf"`,
      `exec ${program} -c "$0.conf"`,
    );
    await expect(open({ MOSQUITTO_PROGRAM: moved })).rejects.toMatchObject({
      code: 'port-taken',
      what: { en: `${moved} can't listen: port ${port} was taken by another program in between` },
    });
    expect(await left()).toEqual([]);
  });
});

describe('a program that is no Mosquitto', () => {
  it('is not there', async () => {
    await expect(open({ MOSQUITTO_PROGRAM: '/no/such/program' })).rejects.toMatchObject({
      code: 'program-not-found',
    });
    await expect(open({ MOSQUITTO_PROGRAM: '/' })).rejects.toMatchObject({ code: 'program-not-found' });
  });

  it('ends at once', async () => {
    const program = await script('echo "Error: Unable to load configuration" >&2', 'exit 3');
    await expect(open({ MOSQUITTO_PROGRAM: program })).rejects.toMatchObject({
      code: 'broker-ended',
      what: { en: `${program} ended while starting (Error: Unable to load configuration)` },
    });
    expect(await left()).toEqual([]);
  });

  it('may not read its configuration', async () => {
    const program = await script('echo "Error: Unable to open config file $2." >&2', 'exit 1');
    await expect(open({ MOSQUITTO_PROGRAM: program })).rejects.toMatchObject({ code: 'program-confined' });
  });

  it('does not end when asked to', async () => {
    const program = await script(
      "trap '' TERM",
      'echo mosquitto version 0.0.0 running',
      'while :; do sleep 1; done',
    );
    await expect(open({ MOSQUITTO_PROGRAM: program })).rejects.toMatchObject({
      code: 'broker-not-started',
      what: { en: `${program} does not answer CONNECT (mosquitto version 0.0.0 running)` },
    });
  });
});
