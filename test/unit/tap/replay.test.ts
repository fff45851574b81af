import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import mqtt from 'mqtt';
import { generate, parser } from 'mqtt-packet';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { PacketEntry, TraceEntry } from '../../../harness/protocol/packet.ts';
import { Outputs } from '../../../harness/tap/outputs.ts';
import { withCredentials } from '../../../harness/tap/replay/credentials.ts';
import { readReplay } from '../../../harness/tap/replay/read.ts';
import { replay } from '../../../harness/tap/replay/replay.ts';
import { openTap, type Tap } from '../../../harness/wire/tap/tap.ts';
import { brokerBehind } from './carriers.ts';

/** What each client sent, in order; a packet as its length and a hash of its bytes. The connections may have any order. */
function sentIn(entries: readonly TraceEntry[]): string[][] {
  const sent = entries.filter(
    (entry): entry is PacketEntry => entry.kind === 'packet' && entry.direction === 'to-broker',
  );
  const byConnection = Map.groupBy(sent, ({ connection }) => connection);
  return Array.from(byConnection.values(), (packets) =>
    packets.map(
      ({ type, bytes }) => `${type} ${bytes.length} ${createHash('sha1').update(bytes).digest('hex')}`,
    ),
  ).toSorted((a, b) => String(a).localeCompare(String(b)));
}

/** A tap in front of a broker of its own, and everything that it tells. */
async function tapped(scheme: 'mqtt' | 'ws', files: { json: string; write: string }) {
  const { url } = await brokerBehind(scheme);
  const entries: TraceEntry[] = [];
  const lines: string[] = [];
  const common = {
    language: 'en',
    colour: false,
    filter: [],
    broker: '',
    json: true,
    svg: undefined,
  } as const;
  const outputs = new Outputs({ ...common, write: files.write, print: (line) => lines.push(line) });
  const tap = await openTap(url, {
    keeps: false,
    limits: { packetBytes: 2 ** 28 },
    onEntry: (entry) => {
      entries.push(entry);
      outputs.add(entry);
    },
  });
  const close = async () => {
    await tap.close();
    await outputs.finish();
    await writeFile(files.json, `${lines.join('\n')}\n`);
  };
  return { tap, entries, close };
}

async function speaks(tap: Tap, clientId: string): Promise<void> {
  const client = await mqtt.connectAsync(tap.url, { clientId, reconnectPeriod: 0 });
  await client.publishAsync('room/door', 'open', { qos: 2 });
  await client.publishAsync('room/camera', Buffer.alloc(100_000, 'x'), { qos: 1 });
  await client.endAsync();
}

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'tap-'));
  onTestFinished(() => rm(made, { recursive: true }));
  return made;
}

describe.each(['json', 'write'] as const)('from --%s', (kind) => {
  test.each(['mqtt', 'ws'] as const)('every packet is sent again, over %s', async (scheme) => {
    const here = await folder();
    const files = { json: join(here, 'a.json'), write: join(here, 'a.pcapng') };
    const first = await tapped('mqtt', files);
    await speaks(first.tap, 'one');
    await speaks(first.tap, 'two');
    await first.close();
    const second = await tapped(scheme, { json: join(here, 'b.json'), write: join(here, 'b.pcapng') });
    const told: string[] = [];
    await replay(await readReplay(files[kind]), {
      url: second.tap.url,
      credentials: undefined,
      tell: ({ en }) => told.push(en),
    });
    await second.close();
    const sent = sentIn(first.entries);
    expect(sentIn(second.entries)).toEqual(sent);
    expect(told).toEqual([`sent again: ${sent.flat().length} packets on 2 connections`]);
  });
});

test('keeps the time between packets', async () => {
  const here = await folder();
  const file = join(here, 'a.json');
  const entry = (at: number, bytes: Buffer, type: string) =>
    JSON.stringify({
      kind: 'packet',
      at,
      connection: 1,
      client: 'a',
      direction: 'to-broker',
      type,
      size: bytes.length,
      fields: {},
      fate: 'passed',
      bytes: bytes.toString('base64'),
    });
  const connect = generate({ cmd: 'connect', clientId: 'a', clean: true, keepalive: 0 });
  await writeFile(
    file,
    `${entry(1000, connect, 'CONNECT')}\n${entry(1400, Buffer.from([0xc0, 0]), 'PINGREQ')}\n`,
  );
  const { tap, close } = await tapped('mqtt', {
    json: join(here, 'b.json'),
    write: join(here, 'b.pcapng'),
  });
  const read = await readReplay(file);
  // Not between the packets as the tap saw them: on a busy machine, it may see the first one late.
  const began = performance.now();
  await replay(read, { url: tap.url, credentials: undefined, tell: () => {} });
  expect(performance.now() - began).toBeGreaterThanOrEqual(399);
  await close();
});

test('waits for the answer that came before the next packet', async () => {
  const here = await folder();
  const files = { json: join(here, 'a.json'), write: join(here, 'a.pcapng') };
  const first = await tapped('mqtt', files);
  await speaks(first.tap, 'one');
  await first.close();
  const { tap, entries, close } = await tapped('mqtt', {
    json: join(here, 'b.json'),
    write: join(here, 'b.pcapng'),
  });
  const held = tap.hold('PUBREC');
  const replayed = replay(await readReplay(files.write), {
    url: tap.url,
    credentials: undefined,
    tell: () => {},
  });
  await held.fired;
  const types = () => entries.flatMap((found) => (found.kind === 'packet' ? found.type : []));
  for (let turn = 0; turn < 100; turn++) await setImmediate();
  expect(types()).toEqual(['CONNECT', 'CONNACK', 'PUBLISH', 'PUBREC']);
  held.release();
  await replayed;
  await close();
  expect(types()).toContain('PUBREL');
});

test.each([
  ['text', 'hello\n', 'has no packets of a client'],
  ['nothing', '', 'has no packets of a client'],
  ['JSON of another program', '{"kind":"chat"}\n', 'is not readable'],
])('%s cannot be sent again', async (_, content, says) => {
  const file = join(await folder(), 'x');
  await writeFile(file, content);
  await expect(readReplay(file)).rejects.toThrow(says);
});

describe('the credentials of a recording', () => {
  const will = { topic: 'w', payload: Buffer.from('gone'), qos: 1, retain: false } as const;
  const masked = { username: '***', password: Buffer.from('********') };
  const connect = (protocolVersion: 4 | 5) =>
    generate({
      cmd: 'connect',
      protocolVersion,
      clientId: 'a',
      clean: true,
      keepalive: 7,
      ...masked,
      will: { ...will, ...(protocolVersion === 5 && { properties: { willDelayInterval: 3 } }) },
      ...(protocolVersion === 5 && { properties: { receiveMaximum: 3 } }),
    });

  /** The fields of a CONNECT. */
  function read(bytes: Buffer | undefined): Record<string, unknown> {
    let packet = {};
    const reader = parser();
    reader.on('packet', (found) => {
      packet = found;
    });
    reader.parse(bytes ?? Buffer.alloc(0));
    return packet as Record<string, unknown>;
  }

  test.each([4, 5] as const)('are those of the broker now, at level %s', (level) => {
    const { length: _, ...before } = read(connect(level));
    const { username: _u, password: _p, length: _l, ...without } = read(withCredentials(connect(level)));
    expect(withCredentials(connect(level))?.includes('***')).toBe(false);
    const others = { ...before };
    delete others.username;
    delete others.password;
    expect(without).toEqual(others);
    expect(read(withCredentials(connect(level), { username: 'ada', password: 'lovelace' }))).toMatchObject({
      username: 'ada',
      password: Buffer.from('lovelace'),
      keepalive: 7,
    });
  });

  test('a CONNECT that is cut short has none', () => {
    expect(withCredentials(Buffer.from([0x10, 3, 0, 4, 0x4d]))).toBeUndefined();
  });
});
