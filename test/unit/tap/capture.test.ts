import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mqtt from 'mqtt';
import { describe, expect, onTestFinished, test } from 'vitest';
import { schemes } from '../../../harness/protocol/endpoint.ts';
import type { PacketEntry, TraceEntry } from '../../../harness/protocol/packet.ts';
import { readPackets } from '../../../harness/tap/capture/pcapng.ts';
import { segmentIn } from '../../../harness/tap/capture/segment.ts';
import { Outputs } from '../../../harness/tap/outputs.ts';
import { openTap, type Tap, type TapOptions } from '../../../harness/wire/tap/tap.ts';
import { brokerBehind, type Carried } from './carriers.ts';
import { fieldsBy, tsharkOrSkip, typesBy } from './tshark.ts';

const SECRETS = ['ada-of-london', 'lovelace-1815'] as const;
const [username, password] = SECRETS;

interface Kept {
  readonly entries: readonly TraceEntry[];
  readonly folder: string;
  readonly capture: string;
  /** Everything that was written: files and lines. */
  readonly everything: string;
}

/** What a tap keeps while a client speaks to the broker through it. */
async function kept(
  { url, tls }: Carried,
  speak: (tap: Tap) => Promise<void>,
  options: TapOptions = { limits: { packetBytes: 2 ** 28 } },
): Promise<Kept> {
  const folder = await mkdtemp(join(tmpdir(), 'tap-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const [capture, svg] = [join(folder, 'tap.pcapng'), join(folder, 'tap.svg')];
  const lines: string[] = [];
  const common = {
    language: 'en',
    colour: false,
    filter: [],
    broker: 'aedes',
    print: (line: string) => lines.push(line),
  } as const;
  const text = new Outputs({ ...common, json: false, svg, write: capture });
  const json = new Outputs({ ...common, json: true, svg: undefined, write: undefined });
  const entries: TraceEntry[] = [];
  const tap = await openTap(url, {
    tls,
    keeps: false,
    tellsCarrier: true,
    ...options,
    onEntry: (entry) => {
      entries.push(entry);
      text.add(entry);
      json.add(entry);
    },
  });
  await speak(tap);
  await tap.close();
  await text.finish();
  await json.finish();
  const files = await Promise.all([capture, svg].map((file) => readFile(file, 'latin1')));
  return { entries, folder, capture, everything: [...lines, ...lines.flatMap(bytesIn), ...files].join('\n') };
}

/** The bytes of a packet in a line of JSON. */
function bytesIn(line: string): string[] {
  if (!line.startsWith('{')) return [];
  const { bytes = '' } = JSON.parse(line) as { bytes?: string };
  return [Buffer.from(bytes, 'base64').toString('latin1')];
}

const packetsIn = (entries: readonly TraceEntry[]) =>
  entries.filter((entry): entry is PacketEntry => entry.kind === 'packet');

/** A client with credentials that sends some of everything. */
async function speaks(tap: Tap, protocolVersion: 4 | 5 = 4): Promise<void> {
  const client = await mqtt.connectAsync(tap.url, {
    clientId: 'speaker',
    username,
    password,
    protocolVersion,
    reconnectPeriod: 0,
  });
  await client.subscribeAsync('room/#', { qos: 2 });
  for (const qos of [0, 1, 2] as const) await client.publishAsync('room/door', 'open', { qos });
  await client.publishAsync('room/camera', Buffer.alloc(100_000, 'x'), { qos: 1 });
  await client.publishAsync('room/end', '', { qos: 2 });
  await client.endAsync();
}

describe.each(schemes)('a capture of %s', (scheme) => {
  test('is to tshark what it is to the tap', async (context) => {
    const tshark = await tsharkOrSkip(context);
    const { entries, capture } = await kept(await brokerBehind(scheme), (tap) => speaks(tap));
    const types = packetsIn(entries).map(({ type }) => type);
    expect(types.length).toBeGreaterThan(15);
    expect(await typesBy(tshark, capture)).toEqual(types);
    const topics = (await fieldsBy(tshark, capture, 'mqtt.topic', 'mqtt.kalive')).flat().join(' ');
    expect(topics).toContain('room/camera');
  });
});

test('a capture of MQTT 5, with the properties', async (context) => {
  const tshark = await tsharkOrSkip(context);
  const { entries, capture } = await kept(await brokerBehind('mqtt'), (tap) => speaks(tap, 5));
  expect(await typesBy(tshark, capture)).toEqual(packetsIn(entries).map(({ type }) => type));
});

test('what the tap did with a packet is a comment', async (context) => {
  const tshark = await tsharkOrSkip(context);
  const { capture } = await kept(await brokerBehind('mqtt'), async (tap) => {
    tap.duplicate('PUBLISH').going('to-broker');
    await speaks(tap);
  });
  expect((await fieldsBy(tshark, capture, 'frame.comment')).flat()).toContain('duplicated by the tap');
});

test.each(['mqtt', 'ws'] as const)('nothing that is written over %s has a secret in it', async (scheme) => {
  const { everything } = await kept(await brokerBehind(scheme), (tap) => speaks(tap));
  expect(everything).toContain('user name  password');
  for (const secret of SECRETS) {
    for (const form of [secret, Buffer.from(secret).toString('hex')])
      expect(everything.includes(form), `${secret} as ${form}`).toBe(false);
  }
});

test('masks a secret by as many characters, so that lengths stay', async () => {
  const { capture } = await kept(await brokerBehind('mqtt'), (tap) => speaks(tap));
  const file = await readFile(capture);
  const [first] = (readPackets(file) ?? []).flatMap(({ linkType, bytes }) => {
    const segment = segmentIn(linkType, bytes);
    return segment !== undefined && segment.payload.length > 0
      ? [Buffer.from(segment.payload).toString('latin1')]
      : [];
  });
  expect(first).toContain(
    `\0\x07speaker\0${String.fromCharCode(username.length)}${'*'.repeat(username.length)}`,
  );
  expect(first).toHaveLength(2 + 10 + 9 + 2 + username.length + 2 + password.length);
});

test('a file whose last block was not written to its end is readable up to there', async () => {
  const { capture } = await kept(await brokerBehind('mqtt'), (tap) => speaks(tap));
  const file = await readFile(capture);
  expect(readPackets(file.subarray(0, -3))?.length).toBe((readPackets(file)?.length ?? 0) - 1);
  expect(readPackets(Buffer.from('no capture at all'))).toBeUndefined();
});
