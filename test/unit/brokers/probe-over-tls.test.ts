import { readFileSync } from 'node:fs';
import type { Server } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { probe } from '../../../harness/brokers/probe/probe.ts';
import { answering, http, listen, tls } from './little-servers.ts';
import { certificate, connack5, connack311, found, levelOf, server5 } from './servers-to-probe.ts';

describe('TLS', () => {
  const before = getCACertificates('default');
  beforeAll(() => {
    const authority = readFileSync(new URL('./certificates/authority.pem', import.meta.url), 'utf8');
    setDefaultCACertificates([...before, authority]);
  });
  afterAll(() => setDefaultCACertificates(before));

  const broker = (name: string, more = {}): Server =>
    tls({ ...certificate(name), ...more }, (socket) => {
      socket.once('data', (asked: Buffer) => socket.end(levelOf(asked) === 5 ? connack5(0) : connack311(0)));
    });

  it('a trusted certificate', async () => {
    const { port } = await listen(broker('good'));
    expect(await probe(`mqtts://127.0.0.1:${port}`)).toMatchObject({ protocolVersions: [4, 5] });
  });

  it('is wanted: mqtt:// on a TLS port', async () => {
    const { port } = await listen(broker('good'));
    const error = await found(`mqtt://127.0.0.1:${port}`);
    expect(error).toMatchObject({ code: 'wants-tls', advice: { en: `use mqtts://127.0.0.1:${port}` } });
    expect(await found(`ws://127.0.0.1:${port}/mqtt`)).toMatchObject({ code: 'wants-tls' });
  });

  it('is wanted, and said with an alert', async () => {
    const { port } = await listen(answering(Buffer.from([21, 3, 1, 0, 2, 2, 70])));
    expect(await found(`mqtt://127.0.0.1:${port}`)).toMatchObject({ code: 'wants-tls' });
  });

  it('is not there: mqtts:// on a plain port', async () => {
    const { port } = await listen(server5());
    const error = await found(`mqtts://127.0.0.1:${port}`);
    expect(error).toMatchObject({ code: 'not-tls', advice: { en: `use mqtt://127.0.0.1:${port}` } });
  });

  it.each([
    ['expired', 'certificate-expired'],
    ['other-host', 'certificate-wrong-host'],
  ])('certificate %s', async (name, code) => {
    const { port } = await listen(broker(name));
    for (const scheme of ['mqtts', 'wss']) {
      expect(await found(`${scheme}://127.0.0.1:${port}`)).toMatchObject({ code });
    }
  });

  it('a certificate of an authority nobody knows', async () => {
    setDefaultCACertificates(before);
    const { port } = await listen(broker('good'));
    expect(await found(`mqtts://127.0.0.1:${port}`)).toMatchObject({ code: 'certificate-not-trusted' });
  });

  it('wants a certificate from the client', async () => {
    const authority = readFileSync(new URL('./certificates/authority.pem', import.meta.url), 'utf8');
    setDefaultCACertificates([...before, authority]);
    const strict = { requestCert: true, rejectUnauthorized: true, ca: authority, minVersion: 'TLSv1.3' };
    const { port } = await listen(broker('good', strict));
    expect(await found(`mqtts://127.0.0.1:${port}`)).toMatchObject({ code: 'client-certificate-required' });
  });

  it('no version in common', async () => {
    const { port } = await listen(broker('good', { maxVersion: 'TLSv1.1', minVersion: 'TLSv1' }));
    expect(await found(`mqtts://127.0.0.1:${port}`)).toMatchObject({ code: 'tls-failed' });
  });
});

describe('WebSocket', () => {
  const webSocketBroker = (options: { path?: string; subprotocol?: string | false } = {}) => {
    const server = http((_request, response) => response.writeHead(426).end());
    const accept = new WebSocketServer({
      noServer: true,
      handleProtocols: () => options.subprotocol ?? 'mqtt',
    });
    server.on('upgrade', (request, socket, head) => {
      if (request.url !== (options.path ?? '/mqtt')) return socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
      return accept.handleUpgrade(request, socket, head, (webSocket: WebSocket) => {
        webSocket.on('message', (asked: Buffer) => {
          if (levelOf(asked) === 5) webSocket.send(connack5(0));
          if (levelOf(asked) === 4) webSocket.send(connack311(0));
        });
      });
    });
    return server;
  };

  it('answers', async () => {
    const { port } = await listen(webSocketBroker());
    expect(await probe(`ws://127.0.0.1:${port}/mqtt`)).toMatchObject({ protocolVersions: [4, 5] });
  });

  it('has another path', async () => {
    const { port } = await listen(webSocketBroker());
    const error = await found(`ws://127.0.0.1:${port}/ws`);
    expect(error).toMatchObject({ code: 'websocket-path', advice: { en: 'most brokers use /mqtt' } });
  });

  it.each([false, 'chat'] as const)('answers with the subprotocol %s', async (subprotocol) => {
    const { port } = await listen(webSocketBroker({ subprotocol }));
    expect(await found(`ws://127.0.0.1:${port}/mqtt`)).toMatchObject({ code: 'websocket-subprotocol' });
  });

  it.each([400, 401, 200, 302])('HTTP %i to the handshake', async (status) => {
    const { port } = await listen(http((_request, response) => response.writeHead(status).end()));
    const error = await found(`ws://127.0.0.1:${port}/mqtt`);
    expect(error.code).toBe('websocket-refused');
    expect(error.what.en).toContain(`HTTP ${status}`);
  });

  it('is not there: ws:// on an MQTT port', async () => {
    // As a broker does with what is no MQTT: closes.
    const strict = answering((asked, socket) => {
      if (asked[0] === 0x10) socket.end(levelOf(asked) === 5 ? connack5(0) : connack311(0));
      else socket.destroy();
    });
    const { port } = await listen(strict);
    const error = await found(`ws://127.0.0.1:${port}/mqtt`);
    expect(error).toMatchObject({ code: 'not-websocket', advice: { en: `use mqtt://127.0.0.1:${port}` } });
  });
});
