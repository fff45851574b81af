import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { PassThrough } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openEmbedded } from '../../../harness/brokers/embedded/embedded.ts';
import { probeAll } from '../../../harness/brokers/probe/probe.ts';
import { brokerFromProcess } from '../../../harness/brokers/startup/broker-from-process.ts';
import { endedAgain } from '../../../harness/process/lifeline.ts';
import { Output } from '../../../harness/process/output.ts';
import { passOn } from './access/servers.ts';

const ready = 'broker 1.2.3 running';

type ProcessStart = Parameters<typeof brokerFromProcess>[1];

/** A broker that answers all along; its process writes what it is told to, and at each restart the next of these. */
async function starting(restarts: readonly string[] = [], start: Partial<ProcessStart> = {}) {
  const { endpoints, stop } = await openEmbedded();
  onTestFinished(stop);
  const written = new PassThrough();
  const says = (lines: string) => void written.write(`${lines}\n`);
  const left = [...restarts];
  const never = Promise.withResolvers<void>();
  const process = {
    output: new Output(written),
    ended: never.promise,
    restart: () => says(left.shift() ?? ''),
    stop: async () => {},
  };
  const opening = brokerFromProcess(process, {
    name: 'broker',
    origin: { en: '', ja: '' },
    title: 'the broker',
    endpoints,
    setup: {},
    readyLine: /^broker (\S+) running/,
    patience: 60_000,
    ...start,
    signal: new AbortController().signal,
  });
  return { opening, says, left, endpoints };
}

async function broker(...restarts: readonly string[]) {
  const { opening, says, left } = await starting(restarts);
  says(ready);
  return { own: await opening, left };
}

it('a broker is not ready before it says so, though it answers CONNECT', async () => {
  const { opening, says, endpoints } = await starting();
  expect((await probeAll(endpoints, {})).protocolVersions).toEqual([4, 5]);
  expect(await Promise.race([opening, Promise.resolve('not yet')])).toBe('not yet');
  says(ready);
  expect(await opening).toMatchObject({ name: 'broker', version: '1.2.3' });
});

describe('a description whose lines are wrong', () => {
  const readyLine = /^server (\S+) running/;

  it('is asked all the same, and says beside it which ready line did not come', async () => {
    const { opening, says } = await starting([], { readyLine, versionLine: /^broker (\S+)/, patience: 100 });
    says(ready);
    const { version, origin } = await opening;
    expect({ version, en: origin.en }).toEqual({
      version: '1.2.3',
      en: `; no line of its log matched readyLine ${readyLine} in 0.1 s`,
    });
    expect(origin.ja).toContain('0.1 秒待っても readyLine');
  });

  it('is not to blame where the line comes while the broker is asked', async () => {
    const { endpoints, stop } = await openEmbedded();
    onTestFinished(stop);
    const { port } = new URL(endpoints.mqtt ?? '');
    const atConnect = createServer((client) => {
      started.says(ready);
      passOn(client, Number(port));
    }).listen(0, '127.0.0.1');
    await once(atConnect, 'listening');
    const { port: own } = atConnect.address() as AddressInfo;
    const started = await starting([], { patience: 0, endpoints: { mqtt: `mqtt://127.0.0.1:${own}` } });
    expect(await started.opening).toMatchObject({ name: 'broker', version: '1.2.3' });
    atConnect.close();
  });

  it.for([
    [/^release (\S+)/, 'no line of its log matches versionLine /^release (\\S+)/'],
    [/^broker/, 'versionLine /^broker/ has no group for the version'],
  ] as const)('says beside the broker why its version is unknown: %s', async ([versionLine, why]) => {
    const { opening, says } = await starting([], { versionLine });
    says(ready);
    const { version, origin } = await opening;
    expect({ version, en: origin.en }).toEqual({ version: undefined, en: `; version unknown: ${why}` });
    expect(origin.ja).toContain(`バージョン不明: versionLine ${versionLine} に`);
  });
});

describe('a broker that is restarted', () => {
  it('is asked when it says that it is ready again, and nothing is to be told', async () => {
    const { own, left } = await broker(ready, ready);
    expect(await own.restart()).toBeUndefined();
    expect(left).toEqual([ready]);
  });

  it('is started a second time where it ends while starting, which is told', async () => {
    const { own } = await broker(`Error: no table\n${endedAgain}`, ready);
    expect(await own.restart()).toEqual({
      en: 'started a second time: the broker ended while starting (Error: no table)',
      ja: '2 度目の起動: the broker が起動中に終了しました (Error: no table)',
    });
  });

  it('is not started a third time', async () => {
    const crash = `Error: no table\n${endedAgain}`;
    const { own, left } = await broker(crash, crash, ready);
    await expect(own.restart()).rejects.toMatchObject({ code: 'broker-ended' });
    expect(left).toEqual([ready]);
  });
});

it('a broker that refuses CONNECT is not said to give no answer', async () => {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.end(Buffer.from([0x20, 0x03, 0x00, 0x87, 0x00])));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const { opening, says } = await starting([], { endpoints: { mqtt: `mqtt://127.0.0.1:${port}` } });
  const refused = expect(opening).rejects.toMatchObject({
    code: 'broker-not-started',
    what: { en: expect.stringMatching(/^the broker refuses CONNECT: .*Not authorized/) },
  });
  says(ready);
  await refused;
});
