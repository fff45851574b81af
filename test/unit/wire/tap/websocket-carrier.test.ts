import { describe, expect, test } from 'vitest';
import type { ConnectionEntry, ConnectionEvent } from '../../../../harness/protocol/packet.ts';
import type { Tap } from '../../../../harness/wire/tap/tap.ts';
import { buildFrame } from '../../../../harness/wire/websocket/frame.ts';
import { isEvent } from './entries.ts';
import { entry, type Line, lineThrough, listen, receive, tapOn } from './fixtures.ts';
import { mask, request, requestAt, response } from './websocket-line.ts';

const ended = (tap: Tap): ConnectionEntry | undefined =>
  tap.entries.find(
    (found): found is ConnectionEntry => found.kind === 'connection' && found.what.startsWith('closed'),
  );

async function told(sent: Buffer, answer: Buffer, tellsCarrier = true): Promise<{ tap: Tap; line: Line }> {
  const listener = await listen();
  const tap = await tapOn(`ws://127.0.0.1:${listener.port}/mqtt`, { tellsCarrier });
  const line = await lineThrough(tap, listener);
  line.client.write(sent);
  await receive(line.broker, requestAt(listener).length + sent.length - request().length);
  line.broker.write(answer);
  await receive(line.client, answer.length);
  return { tap, line };
}

const detailOf = (tap: Tap, what: ConnectionEvent): string | undefined =>
  tap.entries.find((found): found is ConnectionEntry => found.kind === 'connection' && found.what === what)
    ?.detail;

describe('a tap that tells what belongs to WebSocket', () => {
  const withQuery = Buffer.from(
    request()
      .toString()
      .replace('/mqtt ', '/mqtt?X-Amz-Signature=5ec2e7&room=1 ')
      .replace('Protocol: mqtt', 'Protocol: mqttv3.1, mqtt'),
  );

  test('tells path and subprotocols, and no value of the query', async () => {
    const chosen = Buffer.from(
      response.toString().replace('\r\n\r\n', '\r\nSec-WebSocket-Protocol: mqtt\r\n\r\n'),
    );
    const { tap } = await told(withQuery, chosen);
    expect(detailOf(tap, 'upgrade')).toBe(
      '/mqtt?X-Amz-Signature=…&room=…, Sec-WebSocket-Protocol: mqttv3.1, mqtt',
    );
    expect(detailOf(tap, 'upgraded')).toBe('Sec-WebSocket-Protocol: mqtt');
    expect(JSON.stringify(tap.entries)).not.toContain('5ec2e7');
  });

  test('says that mqtt was not offered, or not chosen', async () => {
    const without = Buffer.from(request().toString().replace('Protocol: mqtt', 'Protocol: chat'));
    const { tap } = await told(without, response);
    expect(detailOf(tap, 'upgrade')).toBe('/mqtt, Sec-WebSocket-Protocol: chat [MQTT-6.0.0-3]');
    expect(detailOf(tap, 'upgraded')).toBe('no Sec-WebSocket-Protocol [MQTT-6.0.0-4]');
  });

  test('says that the broker refused', async () => {
    const { tap } = await told(request(), Buffer.from('HTTP/1.1 404 Not Found\r\n\r\n'));
    expect(detailOf(tap, 'upgrade-refused')).toBe('HTTP/1.1 404 Not Found');
    expect(tap.entries.some(isEvent('not-mqtt'))).toBe(false);
  });

  test('notes a text message', async () => {
    const { tap, line } = await told(request(), response);
    line.client.write(buildFrame({ fin: true, opcode: 1, mask }, Buffer.from('hello')));
    expect(await entry(tap, isEvent('text-message'))).toMatchObject({
      direction: 'to-broker',
      detail: 'MQTT-6.0.0-1',
    });
  });

  test('does so only if asked', async () => {
    const { tap } = await told(request(), response, false);
    expect(tap.entries).toHaveLength(1);
  });
});

describe('who closed first', () => {
  const close = (code: number, masked?: Buffer): Buffer =>
    buildFrame({ fin: true, opcode: 8, mask: masked }, Buffer.from([code >> 8, code & 0xff]));

  test.each([
    ['client', mask, 'closed-by-client'],
    ['broker', undefined, 'closed-by-broker'],
  ] as const)(
    'the %s, which sent the close frame, although the broker ended TCP',
    async (side, masked, what) => {
      const { tap, line } = await told(request(), response);
      line[side].write(close(1001, masked));
      await receive(side === 'client' ? line.broker : line.client, masked ? 8 : 4);
      line.broker.end();
      await receive(line.client, 0);
      line.client.end();
      expect(await entry(tap, isEvent(what))).toMatchObject({ detail: 'close frame 1001' });
      await tap.close();
      expect(ended(tap)?.what).toBe(what);
    },
  );
});
