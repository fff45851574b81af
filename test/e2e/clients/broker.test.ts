import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { connectAsync } from 'mqtt';
import { chromium } from 'playwright-core';
import { expect, it } from 'vitest';
import { openBroker, parseBroker } from '../../../harness/brokers/index.ts';
import { findPahoPython } from '../../../harness/clients/paho/python.ts';
import { findBrowser } from '../../../harness/process/find-browser.ts';
import { findProgram } from '../../../harness/process/find-program.ts';
import { freePorts } from '../../../harness/process/free-ports.ts';
import { repositoryRoot } from '../../../harness/process/repository-root.ts';
import { type Clean, expectCouldNotRun, printed, run, start } from '../support/program.ts';

const broker = 'harness/cli/broker.ts';

/** Runs a broker until the end of the test, and returns its first output. */
async function kept(words: readonly string[], { onTestFinished }: Clean) {
  const program = start([broker, ...words]);
  onTestFinished(async () => {
    program.running.kill('SIGTERM');
    await program.ended;
  });
  const told = await printed(program, /^.*Ctrl-C ends it\./s, 'stderr');
  const mqtt = /mqtt:\/\/127\.0\.0\.1:\d+/.exec(told)?.[0] ?? '';
  const ws = /ws:\/\/127\.0\.0\.1:\d+\/mqtt/.exec(told)?.[0] ?? '';
  /** The lines below a client's name. */
  const linesFor = (client: string) =>
    (told.split('\n\n').find((part) => part.startsWith(`# ${client}`)) ?? '').split('\n').slice(1);
  return { ...program, told, mqtt, ws, linesFor };
}

/** Occupies a port of loopback, unless it is already in use. */
async function hold(port: number, { onTestFinished }: Clean): Promise<void> {
  const server = createServer().on('error', () => {});
  onTestFinished(() => void server.close());
  server.listen(port, '127.0.0.1');
  await Promise.race([once(server, 'listening'), once(server, 'error')]);
}

it('is reached over TCP and WebSocket, shows what passes, and leaves nothing with Ctrl-C', async (test) => {
  const { running, ended, mqtt, ws } = await kept([], test);
  for (const url of [mqtt, ws]) {
    const client = await connectAsync(url, { clientId: `by-${url.slice(0, 2)}`, reconnectPeriod: 0 });
    await client.publishAsync('office/door', 'open', { qos: 1 });
    await client.endAsync();
  }
  process.kill(running.pid ?? 0, 'SIGINT');
  const { exitCode, stdout, left } = await ended;
  expect(stdout).toMatch(/by-mq {2}→ broker {2}PUBLISH +qos 1 .*office\/door {2}"open"/);
  expect(stdout).toMatch(/by-ws {2}→ broker {2}PUBLISH +qos 1 .*office\/door {2}"open"/);
  expect({ exitCode, left }).toEqual({ exitCode: 130, left: [] });
});

it('takes the next ports where the usual ones are taken, and says so', async (test) => {
  await hold(1883, test);
  await hold(8083, test);
  const { told, mqtt, ws } = await kept([], test);
  expect(told).toContain(`port 1883 is taken: mqtt is at ${new URL(mqtt).port} instead`);
  expect(told).toContain(`port 8083 is taken: ws is at ${new URL(ws).port} instead`);
});

it('is at the ports that were asked for', async (test) => {
  const [port, wsPort] = await freePorts(2);
  const { mqtt, ws } = await kept(['--port', String(port), '--ws-port', String(wsPort)], test);
  expect([mqtt, ws]).toEqual([`mqtt://127.0.0.1:${port}`, `ws://127.0.0.1:${wsPort}/mqtt`]);
});

it.for(['--port', '--ws-port'])('says that the port of %s is taken', async (option, test) => {
  const [port = 0] = await freePorts(1);
  await hold(port, test);
  expectCouldNotRun(await run([broker, option, String(port)]), {
    says: `port ${port} is taken: choose another with ${option}, or leave it out for a free one`,
  });
});

it('says that there is no WebSocket behind a URL without it', async ({ onTestFinished }) => {
  const embedded = await openBroker(parseBroker('embedded'));
  onTestFinished(() => embedded.stop());
  const { mqtt = '' } = embedded.endpoints;
  const [port = 0] = await freePorts(1);
  expectCouldNotRun(await run([broker, mqtt, '--ws-port', String(port)]), {
    says: `${mqtt} has no ws:// endpoint: leave --ws-port out`,
  });
});

it.for([
  [[], '--ws-port 0', '--ws-port 0 is not a port: use a number from 1 to 65535'],
  [['--lang', 'ja'], '--port x', '--port x はポート番号ではありません: 1 から 65535 の数にしてください'],
  [[], 'mosquito', "there is no broker 'mosquito': did you mean 'mosquitto'?"],
] as const)('answers %j %s in one line', async ([language, words, says]) => {
  expectCouldNotRun(await run([broker, ...words.split(' '), ...language]), { says });
});

it("writes MQTTX's connections, and no file that is not its own", async (test) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'mho-broker-'));
  const [file, other] = [path.join(folder, 'connections.json'), path.join(folder, 'other.json')];
  const program = start([broker, '--mqttx', file]);
  test.onTestFinished(() => void program.running.kill('SIGTERM'));
  await printed(program, /wrote .*connections\.json: import it in MQTTX/, 'stderr');
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject([{ protocol: 'mqtt' }, { protocol: 'ws' }]);
  await writeFile(other, '[]\n// mine');
  expectCouldNotRun(await run([broker, '--mqttx', other]), {
    says: `${other} is there already, and is no file of npm run broker: choose another name for --mqttx`,
  });
});

it('tells lines for MQTT.js that run as they are', async (test) => {
  const { linesFor } = await kept([], test);
  const script = [...linesFor('Node.js'), 'await client.endAsync();'].join('\n');
  const { stdout } = await execa(process.execPath, ['--input-type=module', '-e', script], {
    cwd: repositoryRoot,
  });
  expect(stdout).toBe('office/door open');
});

it('tells lines for mosquitto_sub and mosquitto_pub that run as they are', async (context) => {
  if ((await findProgram('mosquitto_sub')) === undefined) return context.skip('mosquitto_sub is not here');
  const { running, linesFor } = await kept([], context);
  const [subscribe = '', publish = ''] = linesFor('mosquitto_sub');
  const subscribed = new Promise((resolve) =>
    running.stdout.on('data', (chunk) => /SUBACK/.test(String(chunk)) && resolve(undefined)),
  );
  const subscriber = execa('sh', ['-c', `exec ${subscribe} -C 1`]);
  await subscribed;
  await execa('sh', ['-c', publish]);
  const { stdout } = await subscriber;
  expect(stdout).toBe('office/door open');
});

it('tells a program for paho-mqtt that runs as it is', async (context) => {
  const python = await findPahoPython();
  if ('missing' in python) return context.skip(python.missing.en);
  const { linesFor } = await kept([], context);
  const folder = await mkdtemp(path.join(tmpdir(), 'mho-broker-'));
  context.onTestFinished(() => rm(folder, { recursive: true }));
  const script = path.join(folder, 'door.py');
  await writeFile(script, linesFor('Python').join('\n'));
  const { file, args } = python.run(script);
  const program = execa(file, args, { reject: false });
  context.onTestFinished(() => void program.kill());
  program.stdout.once('data', () => program.kill());
  const { stdout, stderr } = await program;
  expect(stdout, stderr).toBe('office/door open');
});

it('tells the address of a page that speaks MQTT in a browser', async (context) => {
  const executablePath = await findBrowser();
  if (executablePath === undefined) return context.skip('no browser is here');
  const { linesFor } = await kept([], context);
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  context.onTestFinished(() => browser.close());
  const page = await browser.newPage();
  await page.goto(linesFor('Browser')[0] ?? '');
  await page.getByRole('status').getByText('connected to').waitFor();
  await page.getByRole('button', { name: 'Subscribe' }).click();
  await page.getByText('subscribed to office/#').waitFor();
  await page.getByRole('button', { name: 'Publish' }).click();
  await page.getByText('office/door open').waitFor();
});
