import { chmod, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { PublishJob } from '../../../harness/clients/client-kind.ts';
import { mosquittoTools } from '../../../harness/clients/mosquitto-tools/kind.ts';
import { mqttx } from '../../../harness/clients/mqttx/kind.ts';
import { paho } from '../../../harness/clients/paho/kind.ts';
import { temporaryFolder } from '../../../harness/process/temporary-folder.ts';

/** A folder with programs that write these lines. */
async function folderWith(programs: Readonly<Record<string, string>>): Promise<string> {
  const folder = await temporaryFolder('mqtt-hands-on-clients-');
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, line] of Object.entries(programs)) {
    const file = path.join(folder, name);
    await writeFile(file, `#!/bin/sh\necho '${line}'\n`);
    await chmod(file, 0o755);
  }
  return folder;
}

const job: PublishJob = {
  url: 'mqtt://127.0.0.1:1884',
  protocolVersion: 5,
  clientId: 'me',
  topic: 'a/b',
  qos: 2,
  payload: 'open',
};

test('paho-mqtt: the Python that PAHO_PYTHON names', async () => {
  const folder = await folderWith({ python: '2.1.0' });
  const python = path.join(folder, 'python');
  const found = await paho.find({ PAHO_PYTHON: python });
  expect(found).toMatchObject({ version: '2.1.0', origin: { en: `the program ${python}` } });
  const { file, args } = 'publish' in found ? found.publish(job) : { file: '', args: [] };
  expect([file, path.basename(args.at(-2) ?? ''), JSON.parse(args.at(-1) ?? '')]).toEqual([
    python,
    'publish.py',
    job,
  ]);
});

test('paho-mqtt: the first python3 on the PATH that has it', async () => {
  const [without, having] = await Promise.all([
    folderWith({ python3: 'ModuleNotFoundError' }),
    folderWith({ python3: '1.6.1' }),
  ]);
  const found = await paho.find({ PATH: `${without}:${having}` });
  // A .venv of this project comes first, where there is one.
  if ('missing' in found || found.origin.en.includes('.venv')) return;
  expect(found).toMatchObject({ version: '1.6.1', origin: { en: `the program ${having}/python3` } });
});

test('paho-mqtt: none, and the one line to type', async () => {
  expect(await paho.find({ PAHO_PYTHON: '/no/such/python' })).toEqual({
    missing: expect.objectContaining({
      en: 'there is no Python with paho-mqtt at PAHO_PYTHON=/no/such/python',
    }),
    advice: expect.objectContaining({ en: 'python3 -m venv .venv && .venv/bin/pip install paho-mqtt' }),
  });
});

test('mosquitto_pub and mosquitto_sub: both are needed', async () => {
  const line = 'mosquitto_pub version 2.0.11 running on libmosquitto 2.0.11.';
  const both = await folderWith({ mosquitto_pub: line, mosquitto_sub: line });
  expect(await mosquittoTools.find({ PATH: both })).toMatchObject({ version: '2.0.11' });
  const one = await folderWith({ mosquitto_pub: line });
  expect(await mosquittoTools.find({ PATH: one, MOSQUITTO_IMAGE: 'none/mosquitto:0' })).toHaveProperty(
    'missing',
  );
});

test('MQTTX CLI: the program that MQTTX_PROGRAM names, and what it is called with', async () => {
  const folder = await folderWith({ x: '1.13.0\nhttps://mqttx.app/changelogs/v1.13.0' });
  const found = await mqttx.find({ MQTTX_PROGRAM: path.join(folder, 'x') });
  expect(found).toMatchObject({ version: '1.13.0' });
  const args = 'publish' in found ? found.publish({ ...job, retain: true }).args.join(' ') : '';
  expect(args).toBe('pub -h 127.0.0.1 -p 1884 -t a/b -q 2 -i me -V 5 -m open -r');
});

test('MQTTX CLI: not there', async () => {
  expect(await mqttx.find({ PATH: '', MQTTX_IMAGE: 'none/mqttx:0' })).toHaveProperty('missing');
});
