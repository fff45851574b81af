import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { CannotRunError } from '../../../harness/base/errors.ts';
import type { Credentials } from '../../../harness/brokers/broker.ts';
import { probe } from '../../../harness/brokers/probe/probe.ts';
import { answering, closedPort, http, listen, tls } from './little-servers.ts';

const certificate = (name: string) => ({
  cert: readFileSync(new URL(`./certificates/${name}.pem`, import.meta.url)),
  key: readFileSync(new URL(`./certificates/${name}.key`, import.meta.url)),
});

const connack311 = (code: number) => Buffer.from([0x20, 2, 0, code]);
/** CONNACK of MQTT 5 with a reason code and properties, given as bytes. */
const connack5 = (code: number, ...properties: number[]) =>
  Buffer.from([0x20, 3 + properties.length, 0, code, properties.length, ...properties]);

/** The protocol level of a CONNECT [MQTT-3.1.2-2]: after the fixed header's two bytes and 'MQTT' with its length. */
const levelOf = (connect: Buffer) => connect[8];
const server311 = (code = 0) =>
  answering((asked, socket) => socket.end(connack311(levelOf(asked) === 4 ? code : 1)));
const server5 = (...properties: number[]) =>
  answering((asked, socket) => socket.end(levelOf(asked) === 5 ? connack5(0, ...properties) : connack311(0)));

/** Of a server that says nothing, so that this is told quickly; all others have the time that they need. */
const silent = { patience: 300 };

async function found(
  url: string,
  options: { readonly credentials?: Credentials | undefined; readonly patience?: number } = {},
): Promise<CannotRunError> {
  try {
    await probe(url, options);
  } catch (error) {
    if (error instanceof CannotRunError) return error;
    throw error;
  }
  throw new Error(`${url} was accepted`);
}

describe('what a broker can do', () => {
  it('MQTT 5 and 3.1.1, everything, when CONNACK mentions nothing', async () => {
    const { port } = await listen(server5());
    expect(await probe(`mqtt://127.0.0.1:${port}`)).toEqual({
      protocolVersions: [4, 5],
      maximumQoS: 2,
      retainAvailable: true,
      wildcardSubscriptionAvailable: true,
      sharedSubscriptionAvailable: true,
      subscriptionIdentifiersAvailable: true,
    });
  });

  it('what CONNACK of MQTT 5 says it cannot', async () => {
    // Maximum QoS 1, retain, wildcard, subscription identifiers and shared subscriptions not available.
    const { port } = await listen(server5(0x24, 1, 0x25, 0, 0x28, 0, 0x29, 0, 0x2a, 0));
    expect(await probe(`mqtt://127.0.0.1:${port}`)).toEqual({
      protocolVersions: [4, 5],
      maximumQoS: 1,
      retainAvailable: false,
      wildcardSubscriptionAvailable: false,
      sharedSubscriptionAvailable: false,
      subscriptionIdentifiersAvailable: false,
    });
  });

  it('only MQTT 5, when it refuses the older one', async () => {
    const only5 = answering((asked, socket) =>
      socket.end(levelOf(asked) === 5 ? connack5(0) : connack311(1)),
    );
    const { port } = await listen(only5);
    expect(await probe(`mqtt://127.0.0.1:${port}`)).toMatchObject({ protocolVersions: [5] });
  });

  it.each([
    ['says 0x01', server311()],
    [
      'says 0x84',
      answering((asked, socket) => socket.end(levelOf(asked) === 5 ? connack5(0x84) : connack311(0))),
    ],
    ['just closes', answering((asked, socket) => socket.end(levelOf(asked) === 5 ? '' : connack311(0)))],
  ])('only MQTT 3.1.1, when the server %s to MQTT 5', async (_says, server) => {
    const { port } = await listen(server);
    expect(await probe(`mqtt://127.0.0.1:${port}`)).toMatchObject({
      protocolVersions: [4],
      sharedSubscriptionAvailable: false,
      subscriptionIdentifiersAvailable: false,
    });
  });

  it('reads a CONNACK that comes byte by byte', async () => {
    const dripping = answering((asked, socket) => {
      socket.setNoDelay(true);
      const bytes = [...(levelOf(asked) === 5 ? connack5(0) : connack311(0))];
      const next = () => {
        const byte = bytes.shift();
        if (byte !== undefined) socket.write(Buffer.from([byte]), () => setImmediate(next));
      };
      next();
    });
    const { port } = await listen(dripping);
    expect(await probe(`mqtt://127.0.0.1:${port}`)).toMatchObject({ protocolVersions: [4, 5] });
  });

  it('sends the credentials', async () => {
    const asked: string[] = [];
    const { port } = await listen(
      answering((bytes, socket) => {
        asked.push(bytes.toString('latin1'));
        socket.end(levelOf(bytes) === 5 ? connack5(0) : connack311(0));
      }),
    );
    await probe(`mqtt://127.0.0.1:${port}`, { credentials: { username: 'ann', password: 'sesame' } });
    expect(asked).toHaveLength(2);
    for (const connect of asked) expect(connect.endsWith('\0\x03ann\0\x06sesame')).toBe(true);
  });
});

describe('a broker that refuses', () => {
  const credentials = { username: 'ann', password: 'sesame' };

  it.each([
    [4, undefined, 'credentials-required', '0x04 bad user name or password'],
    [5, undefined, 'credentials-required', '0x05 not authorized'],
    [4, credentials, 'credentials-rejected', '0x04 bad user name or password'],
    [5, credentials, 'credentials-rejected', '0x05 not authorized'],
    [2, undefined, 'connection-rejected', '0x02 identifier rejected'],
    [3, undefined, 'connection-rejected', '0x03 server unavailable'],
    [1, undefined, 'connection-rejected', '0x01 unacceptable protocol version'],
  ])('return code %i of 3.1.1 with %o: %s', async (code, given, word, name) => {
    const { port } = await listen(server311(code));
    const error = await found(`mqtt://127.0.0.1:${port}`, { credentials: given });
    expect(error.code).toBe(word);
    expect(error.what.en).toContain(name);
    expect(error.what.ja).toContain(name);
    expect(JSON.stringify(error)).not.toContain('sesame');
  });

  it.each([
    [0x86, undefined, 'credentials-required', '0x86 Bad User Name or Password'],
    [0x87, credentials, 'credentials-rejected', '0x87 Not authorized'],
    [0x8a, undefined, 'connection-rejected', '0x8A Banned'],
    [0x97, undefined, 'connection-rejected', '0x97 Quota exceeded'],
    [0xee, undefined, 'connection-rejected', '0xEE'],
  ])('reason code %i of 5 with %o: %s', async (code, given, word, name) => {
    const { port } = await listen(answering(connack5(code)));
    const error = await found(`mqtt://127.0.0.1:${port}`, { credentials: given });
    expect(error.code).toBe(word);
    expect(error.what.en).toContain(name);
  });

  it('shows its reason, without what could colour the terminal', async () => {
    const reason = [...Buffer.from('closed\u001b[31m on Mondays')];
    const { port } = await listen(answering(connack5(0x89, 0x1f, 0, reason.length, ...reason)));
    const { what } = await found(`mqtt://127.0.0.1:${port}`);
    expect(what.en).toContain("(0x89 Server busy: 'closed·[31m on Mondays')");
  });
});

describe('what is there instead of a broker', () => {
  it('nothing listens', async () => {
    for (const scheme of ['mqtt', 'mqtts', 'ws', 'wss']) {
      const error = await found(`${scheme}://127.0.0.1:${await closedPort()}`);
      expect(error.code).toBe('connection-refused');
    }
  });

  it('no such host', async () => {
    expect(await found('mqtt://no-such-host.invalid')).toMatchObject({ code: 'host-not-found' });
  });

  it('a server that accepts and says nothing', async () => {
    const { port } = await listen(createServer());
    const schemes = ['mqtt', 'mqtts', 'ws', 'wss'];
    const errors = await Promise.all(schemes.map((scheme) => found(`${scheme}://127.0.0.1:${port}`, silent)));
    for (const error of errors) expect(error.code).toBe('silent');
  });

  it('a server that accepts and closes', async () => {
    const { port } = await listen(createServer((socket) => socket.destroy()));
    expect(await found(`mqtt://127.0.0.1:${port}`)).toMatchObject({ code: 'closed' });
    expect(await found(`ws://127.0.0.1:${port}`)).toMatchObject({ code: 'closed' });
    expect(await found(`mqtts://127.0.0.1:${port}`)).toMatchObject({ code: 'tls-failed' });
  });

  it('an HTTP server', async () => {
    const { port } = await listen(http((_request, response) => response.end('hello')));
    expect(await found(`mqtt://127.0.0.1:${port}`)).toMatchObject({ code: 'http-server' });
    expect(await found(`mqtts://127.0.0.1:${port}`)).toMatchObject({ code: 'http-server' });
  });

  it('an HTTP server that waits for the end of a line, as that of Python does', async () => {
    const patient = createServer((socket) => {
      socket.on('data', (bytes) => {
        if (bytes.includes('\n')) socket.end('HTTP/1.0 404 File not found\r\n\r\n');
      });
    });
    const { port } = await listen(patient);
    expect(await found(`mqtt://127.0.0.1:${port}`, silent)).toMatchObject({ code: 'http-server' });
  });

  it.each(['SSH-2.0-OpenSSH_9.2\r\n', '220 mail ready\r\n', '-ERR unknown command\r\n'])(
    '%j',
    async (banner) => {
      const { port } = await listen(createServer((socket) => socket.write(banner)));
      const error = await found(`mqtt://127.0.0.1:${port}`);
      expect(error.code).toBe('not-mqtt');
      expect(error.what.en).toContain(banner.trim());
      expect(await found(`ws://127.0.0.1:${port}`)).toMatchObject({ code: 'not-mqtt' });
    },
  );

  it('a CONNACK no version allows', async () => {
    const { port } = await listen(answering(Buffer.from([0x20, 2, 0xff, 0])));
    expect(await found(`mqtt://127.0.0.1:${port}`)).toMatchObject({ code: 'not-mqtt' });
  });

  it('a flood', async () => {
    const { port } = await listen(createServer((socket) => socket.write(Buffer.alloc(5_000_000, 0x20))));
    expect(await found(`mqtt://127.0.0.1:${port}`)).toMatchObject({ code: 'not-mqtt' });
  });
});

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

describe('on every way out', () => {
  it.each([
    ['a broker', server5()],
    ['a silent server', createServer((socket) => socket.resume())],
    ['an HTTP server', http((_request, response) => response.end())],
    ['a TLS server', tls(certificate('good'))],
  ])('nothing stays open to %s', async (_what, server) => {
    const { port, open } = await listen(server);
    const schemes = ['mqtt', 'mqtts', 'ws', 'wss'];
    await Promise.allSettled(schemes.map((scheme) => probe(`${scheme}://127.0.0.1:${port}`, silent)));
    // Not `once`: it rejects for a connection that is reset.
    await Promise.all([...open].map((socket) => new Promise((resolve) => socket.on('close', resolve))));
    expect(open.size).toBe(0);
  });

  it('a signal ends it at once', async () => {
    const { port } = await listen(createServer());
    const giveUp = new AbortController();
    const probing = probe(`mqtt://127.0.0.1:${port}`, { signal: giveUp.signal });
    giveUp.abort(new Error('enough'));
    await expect(probing).rejects.toThrow('enough');
  });

  it('takes the less time the shorter its patience is', async () => {
    const { port } = await listen(createServer());
    const began = performance.now();
    await found(`mqtt://127.0.0.1:${port}`, silent);
    const withoutBeingTold = 2 * 4_000;
    expect(performance.now() - began).toBeLessThan(withoutBeingTold);
  });
});
