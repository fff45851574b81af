import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { connectionsTo, requireOurs, writeConnections } from '../../../harness/keep/mqttx.ts';

const doors = { mqtt: new URL('mqtt://127.0.0.1:1884'), ws: new URL('ws://127.0.0.1:8083/mqtt') };
async function newFile(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'mho-mqttx-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return path.join(folder, 'connections.json');
}

test('MQTTX finds in each connection what its import asks for', () => {
  for (const one of connectionsTo({ doors }, 'embedded')) {
    expect(one).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      clientId: expect.stringMatching(/^mqttx_[0-9a-f]{8}$/),
      name: expect.stringContaining('embedded'),
      host: '127.0.0.1',
    });
  }
  expect(connectionsTo({ doors }, 'embedded')).toMatchObject([
    { protocol: 'mqtt', port: 1884 },
    { protocol: 'ws', port: 8083, path: '/mqtt' },
  ]);
});

test('a broker without WebSocket gets one connection', () => {
  expect(connectionsTo({ doors: { mqtt: doors.mqtt } }, 'embedded')).toHaveLength(1);
});

describe('a file that is there', () => {
  test('is written again where it is one of ours', async () => {
    const file = await newFile();
    await writeConnections(file, { doors }, 'embedded');
    await writeConnections(file, { doors }, 'mosquitto');
    expect(await readFile(file, 'utf8')).toContain('mosquitto');
  });

  test('stays as it is where it has messages in it', async () => {
    const file = await newFile();
    const [ours] = connectionsTo({ doors }, 'embedded');
    const text = JSON.stringify([{ ...ours, messages: [{ topic: 'office/door', payload: 'open' }] }]);
    await writeFile(file, text);
    await expect(writeConnections(file, { doors }, 'embedded')).rejects.toThrow(/is there already/);
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  test.each(['', 'not JSON', '{}', '[{"id":"1","messages":[]}]', '[1]'])(
    'stays as it is where it says %j',
    async (text) => {
      const file = await newFile();
      await writeFile(file, text);
      await expect(requireOurs(file)).rejects.toMatchObject({ code: 'cannot-write' });
    },
  );

  test('is no file where it is a named pipe, whose writer is not waited for', async () => {
    const pipe = await newFile();
    execFileSync('mkfifo', [pipe]);
    await expect(requireOurs(pipe)).rejects.toMatchObject({ code: 'cannot-write' });
  });

  test('is no file where it is a folder', async () => {
    await expect(requireOurs(tmpdir())).rejects.toMatchObject({ code: 'cannot-write' });
  });
});

test('a folder that is not there is told', async () => {
  const writing = writeConnections('/no/such/folder/c.json', { doors }, 'embedded');
  await expect(writing).rejects.toThrow(/cannot write \/no\/such\/folder\/c\.json: check that its folder/);
});
