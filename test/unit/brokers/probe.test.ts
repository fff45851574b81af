import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { probe } from '../../../harness/brokers/probe/probe.ts';
import { able } from './able.ts';
import { answering, closedPort, http, listen, tls } from './little-servers.ts';

import {
  certificate,
  connack5,
  connack311,
  found,
  levelOf,
  server5,
  server311,
  silent,
} from './servers-to-probe.ts';

describe('what a broker can do', () => {
  it('MQTT 5 and 3.1.1, everything, when CONNACK mentions nothing', async () => {
    const { port } = await listen(server5());
    expect(await probe(`mqtt://127.0.0.1:${port}`)).toEqual(able);
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
