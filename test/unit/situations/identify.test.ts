import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { knownClientDeviations } from '../../../harness/situations/deviations/index.ts';
import { identify, knownClients } from '../../../harness/situations/identify.ts';

/** A folder with a program that answers like one of these clients. */
async function programCalled(name: string, script: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'identify-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = path.join(folder, name);
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
  return file;
}

const mosquitto = 'echo "mosquitto_sub version 2.0.11 running on libmosquitto 2.0.11."; exit 1';

test('a tool says by its name which client it is, and its version when it is asked', async () => {
  const words = [await programCalled('mosquitto_sub', mosquitto), '-t', 'office/#'];
  expect(await identify(words, undefined)).toEqual({
    name: 'mosquitto_sub',
    version: '2.0.11',
    ownWord: true,
  });
});

test('behind other words, it has to be said which it is', async () => {
  const words = ['sh', await programCalled('mosquitto_sub', mosquitto), '-t', 'office/#'];
  expect(await identify(words, undefined)).toBeUndefined();
  expect(await identify(words, { name: 'mosquitto_sub' })).toEqual({
    name: 'mosquitto_sub',
    version: '2.0.11',
  });
});

test('Python is asked for its paho-mqtt, and not for the script', async () => {
  const python = await programCalled('python3.12', 'test "$1" = -c && echo 2.1.0');
  expect(await identify([python, 'my.py'], { name: 'paho' })).toEqual({ name: 'paho', version: '2.1.0' });
});

test('the MQTT.js of a script is the one in its own folder', async () => {
  const script = await programCalled('my.mjs', '');
  const library = path.join(path.dirname(script), 'node_modules/mqtt');
  await mkdir(library, { recursive: true });
  await writeFile(path.join(library, 'package.json'), '{"version":"4.3.7"}');
  expect(await identify(['node', script], { name: 'mqttjs' })).toEqual({ name: 'mqttjs', version: '4.3.7' });
});

test('MQTTX is asked in front of its subcommand', async () => {
  const mqttx = await programCalled('mqttx', 'test $# = 1 && test "$1" = --version && echo 1.13.0');
  const identity = { name: 'mqttx', version: '1.13.0', ownWord: true };
  expect(await identify([mqttx, 'sub', '-t', '#'], undefined)).toEqual(identity);
});

test('what was said stays: a version, a client that is not known', async () => {
  expect(await identify(['python3', 'my.py'], { name: 'paho', version: '9.9.9' })).toEqual({
    name: 'paho',
    version: '9.9.9',
  });
  expect(await identify(['./mine'], { name: 'mine' })).toEqual({ name: 'mine' });
});

test('without an answer the version stays open', async () => {
  expect(await identify(['no-such-python', 'my.py'], { name: 'paho' })).toEqual({ name: 'paho' });
});

test('each client with known deviations can be named', () => {
  const names: readonly string[] = knownClients;
  expect(knownClientDeviations.filter(({ broker }) => !names.includes(broker))).toEqual([]);
});
