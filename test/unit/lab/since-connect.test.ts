import { expect, test } from 'vitest';
import { sinceConnect } from '../../../harness/lab/since-connect.ts';
import type { PacketEntry, TraceEntry } from '../../../harness/protocol/packet.ts';
import { Trace } from '../../../harness/wire/trace/trace.ts';

const packet = (at: number, type: 'CONNECT' | 'CONNACK'): PacketEntry => ({
  kind: 'packet',
  at,
  connection: 1,
  client: 'frozen',
  direction: type === 'CONNECT' ? 'to-broker' : 'to-client',
  type,
  size: 2,
  fields: {},
  fate: 'passed',
  bytes: new Uint8Array(),
});
const closed = (at: number): TraceEntry => ({
  kind: 'connection',
  at,
  connection: 1,
  client: 'frozen',
  what: 'closed-by-broker',
});

test.for([
  ['soon answered, in time', 10, 1_510, 1_500],
  ['answered late, in time after that', 9_700, 11_200, 1_500],
  ['answered late, counted from CONNECT', 1_400, 1_510, 1_000],
  ['too early, whenever it began to count', 400, 500, 500],
  ['too late, whenever it began to count', 9_700, 19_700, 10_000],
] as const)('%s', ([, answered, end, milliseconds]) => {
  const trace = new Trace([packet(0, 'CONNECT'), packet(answered, 'CONNACK')]);
  expect(sinceConnect(trace, 'frozen', closed(end), 1_000)).toBe(milliseconds);
});
