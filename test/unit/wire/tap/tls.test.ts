import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, connect as connectTcp } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer, type Server, type TLSSocket } from 'node:tls';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { within } from '../../../../harness/base/deadline.ts';
import type { Tap } from '../../../../harness/wire/tap/tap.ts';
import { connect } from '../stream/byte-streams.ts';
import { awaited, receive, receiveAll, tapOn } from './fixtures.ts';

let certificate: { key: Buffer; cert: Buffer } | undefined;

/** A certificate of its own for 127.0.0.1, by the openssl program; none where there is no such program. */
beforeAll(async () => {
  const directory = await mkdtemp(join(tmpdir(), 'mqtt-hands-on-tls-'));
  const [key, cert] = [join(directory, 'key.pem'), join(directory, 'cert.pem')];
  const request =
    'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=127.0.0.1';
  const names = ['-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', cert];
  try {
    await promisify(execFile)('openssl', [...request.split(' '), ...names]);
    certificate = { key: await readFile(key), cert: await readFile(cert) };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  } finally {
    await rm(directory, { recursive: true });
  }
});

const orSkip = (context: { skip(reason: string): never }) =>
  certificate ?? context.skip('there is no openssl program to make a certificate with');

async function portOf(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

function clientOf(tap: Tap) {
  const client = connectTcp({ port: Number(new URL(tap.url).port), host: '127.0.0.1', allowHalfOpen: true });
  onTestFinished(() => void client.destroy());
  return client.on('error', () => {});
}

describe('mqtts', () => {
  test('the client speaks plainly, the broker gets TLS; each side may end first', async (context) => {
    const { key, cert } = orSkip(context);
    const server = createTlsServer({ key, cert, allowHalfOpen: true });
    const tap = await tapOn(`mqtts://127.0.0.1:${await portOf(server)}`, { tls: { ca: cert } });
    const accepted = once(server, 'secureConnection');
    const client = clientOf(tap);
    client.end(connect('publisher'));
    const [broker] = (await within(accepted, awaited('TLS'))) as [TLSSocket];
    expect(await receiveAll(broker)).toEqual(connect('publisher'));
    broker.end('answer');
    expect((await receiveAll(client)).toString()).toBe('answer');
    expect(tap.entries[1]).toMatchObject({ type: 'CONNECT', client: 'publisher' });
  });

  test('a cut and a reset close both sides', async (context) => {
    const { key, cert } = orSkip(context);
    const server = createTlsServer({ key, cert });
    const tap = await tapOn(`mqtts://127.0.0.1:${await portOf(server)}`, { tls: { ca: cert } });
    for (const close of ['cut', 'reset']) {
      const accepted = once(server, 'secureConnection');
      const client = clientOf(tap);
      client.write(connect('publisher'));
      const [broker] = (await within(accepted, awaited('TLS'))) as [TLSSocket];
      await receive(broker, connect('publisher').length);
      const closed = new Promise((resolve) =>
        broker
          .on('error', () => {})
          .resume()
          .once('close', resolve),
      );
      if (close === 'cut') tap.cutNow('publisher');
      else client.resetAndDestroy();
      await within(closed, awaited('the close'));
    }
  });

  test('a certificate that nobody vouches for is refused, and the trace says so', async (context) => {
    const server = createTlsServer(orSkip(context));
    const tap = await tapOn(`mqtts://127.0.0.1:${await portOf(server)}`);
    await receiveAll(clientOf(tap));
    expect(tap.entries.at(-1)).toMatchObject({
      what: 'broker-unreachable',
      detail: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    });
  });
});

test('wss: frames pass, and the broker is called by its own name', async (context) => {
  const { key, cert } = orSkip(context);
  const server = createHttpsServer({ key, cert });
  const sockets = new WebSocketServer({ server });
  onTestFinished(() => {
    for (const socket of sockets.clients) socket.terminate();
  });
  const port = await portOf(server);
  const host = once(server, 'upgrade').then(([{ headers }]) => headers.host);
  const tap = await tapOn(`wss://127.0.0.1:${port}/mqtt`, { tls: { ca: cert } });
  sockets.on('connection', (socket) => socket.on('message', (message) => socket.send(message)));
  const client = new WebSocket(tap.url, 'mqtt').on('error', () => {});
  onTestFinished(() => client.terminate());
  await within(once(client, 'open'), awaited('a WebSocket'));
  client.send(connect('publisher'));
  expect((await within(once(client, 'message'), awaited('the echo')))[0]).toEqual(connect('publisher'));
  expect(await host).toBe(`127.0.0.1:${port}`);
  expect(tap.entries[1]).toMatchObject({ type: 'CONNECT', client: 'publisher', direction: 'to-broker' });
});
