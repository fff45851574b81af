import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CannotRunError } from '../../../../harness/base/errors.ts';
import type { Broker } from '../../../../harness/brokers/broker.ts';
import { openBroker, parseBroker } from '../../../../harness/brokers/index.ts';
import { runLab } from '../../../../harness/lab/run.ts';
import { loadLab } from '../../../../labs/index.ts';
import { listen } from '../little-servers.ts';
import { certificates, files } from './files.ts';
import { wanted } from './options.ts';
import { guarded, httpProxy, secured, socksProxy } from './servers.ts';

let embedded: Broker;
beforeAll(async () => {
  embedded = await openBroker({ name: 'embedded' });
});
afterAll(() => embedded.stop());

/** Runs a lab on a broker that is already running; the outcome, or the code of the error that kept it from being reached. */
async function outcome(url: string, ...words: readonly string[]): Promise<string> {
  try {
    await using broker = await openBroker(parseBroker(url, {}, wanted(...words)));
    const run = await runLab(await loadLab('02-publish-subscribe'), broker, { protocolVersion: 5 });
    return run.outcome;
  } catch (error) {
    if (error instanceof CannotRunError) return error.code;
    throw error;
  }
}

describe('TLS', () => {
  test('an authority of our own, and a client certificate', async () => {
    const { authority, server, ca, cert, key } = await certificates();
    const options = { ...server, ca: authority.cert, requestCert: true, rejectUnauthorized: true };
    const { port } = await listen(secured(options, embedded.endpoints.mqtt));
    const url = `mqtts://127.0.0.1:${port}`;
    expect(await outcome(url, '--ca', ca, '--cert', cert, '--key', key)).toBe('holds');
    expect(await outcome(url, '--ca', ca)).toBe('client-certificate-required');
    expect(await outcome(url, '--cert', cert, '--key', key)).toBe('certificate-not-trusted');
  });

  test('a server of another name, or not checked at all', async () => {
    const { authority, ca } = await certificates();
    const server = await authority.issue({
      commonName: 'broker.example',
      names: [{ type: 'dns', value: 'broker.example' }],
    });
    const { port } = await listen(secured(server, embedded.endpoints.mqtt));
    const url = `mqtts://127.0.0.1:${port}`;
    expect(await outcome(url, '--ca', ca)).toBe('certificate-wrong-host');
    expect(await outcome(url, '--ca', ca, '--servername', 'broker.example')).toBe('holds');
    expect(await outcome(url, '--insecure')).toBe('holds');
    await using broker = await openBroker(parseBroker(url, {}, wanted('--insecure')));
    expect(broker.origin.en).toContain('not checked');
    expect(broker.origin.ja).toContain('--insecure');
  });

  test('the protocol that a server wants (ALPN)', async () => {
    const { server, ca } = await certificates();
    const { port } = await listen(
      secured({ ...server, ALPNProtocols: ['x-amzn-mqtt-ca'] }, embedded.endpoints.mqtt),
    );
    const url = `mqtts://127.0.0.1:${port}`;
    expect(await outcome(url, '--ca', ca, '--alpn', 'x-amzn-mqtt-ca')).toBe('holds');
    expect(await outcome(url, '--ca', ca, '--alpn', 'http/1.1')).toBe('alpn-refused');
  });
});

test('a header, a path and a query of the WebSocket request', async () => {
  const { server, ca } = await certificates();
  const gate = guarded(
    server,
    embedded.endpoints.ws ?? '',
    (path, headers) => path === '/in/mqtt?sig=geheim' && headers.authorization === 'Bearer geheim',
  );
  const { port } = await listen(gate);
  const url = `wss://127.0.0.1:${port}/in/mqtt?sig=geheim`;
  expect(await outcome(url, '--ca', ca, '--header', 'Authorization: Bearer geheim')).toBe('holds');
  expect(gate.seen[0]?.headers.host).toBe(`127.0.0.1:${port}`);
  expect(await outcome(url, '--ca', ca)).toBe('websocket-refused');
  expect(await outcome(url.replace('geheim', 'x'), '--ca', ca)).toBe('websocket-refused');
});

test('an HTTP proxy, with and without its password', async () => {
  const { server, ca } = await certificates();
  const { port } = await listen(secured(server, embedded.endpoints.mqtt));
  const proxy = httpProxy(`Basic ${Buffer.from('me:geheim').toString('base64')}`);
  const at = await listen(proxy);
  const url = `mqtts://127.0.0.1:${port}`;
  const through = (user: string) => ['--ca', ca, '--proxy', `http://${user}127.0.0.1:${at.port}`];
  expect(await outcome(url, ...through('me:geheim@'))).toBe('holds');
  expect(proxy.asked.length).toBeGreaterThan(2);
  expect(await outcome(url, ...through(''))).toBe('proxy-refused');
});

test('a SOCKS proxy', async () => {
  const proxy = socksProxy();
  const at = await listen(proxy);
  expect(await outcome(embedded.endpoints.mqtt ?? '', '--proxy', `socks5://127.0.0.1:${at.port}`)).toBe(
    'holds',
  );
  expect(proxy.asked.length).toBeGreaterThan(2);
});

test('client ids of a prescribed form', async () => {
  const url = embedded.endpoints.mqtt ?? '';
  await using broker = await openBroker(parseBroker(url, {}, wanted('--client-id', 'sensors-{name}')));
  const { trace, outcome: said } = await runLab(await loadLab('07-session'), broker, { protocolVersion: 5 });
  const ids = [...trace].flatMap((entry) =>
    entry.kind === 'packet' && entry.type === 'CONNECT' ? [entry.fields.clientId ?? ''] : [],
  );
  expect(said).toBe('holds');
  expect(ids.length).toBeGreaterThan(2);
  expect(ids.filter((id) => !id.startsWith('sensors-'))).toEqual([]);
});

test('a password of a file reaches the broker', async () => {
  const { password } = await files({ password: 'geheim\n' });
  const choice = parseBroker(
    embedded.endpoints.mqtt ?? '',
    {},
    wanted('--username', 'me', '--password-file', password),
  );
  await using broker = await openBroker(choice);
  expect(broker.credentials).toEqual({ username: 'me', password: 'geheim' });
});
