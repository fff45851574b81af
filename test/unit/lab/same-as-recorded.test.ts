import { describe, expect, test } from 'vitest';
import type { Recording } from '../../../harness/lab/recording/recording.ts';
import {
  comparable,
  samePeers,
  sameResults,
  storyOf,
  wireOf,
} from '../../../harness/lab/recording/same-as-recorded.ts';
import type { RecordedEntry } from '../../../harness/wire/trace/schema.ts';
import { readRecording } from '../../../labs/recordings.ts';

const recording = readRecording('03-retain');

/** The recording with its trace changed. */
const withEntries = (change: (entries: RecordedEntry[]) => RecordedEntry[]): Recording => ({
  ...recording,
  trace: { ...recording.trace, entries: change([...recording.trace.entries]) },
});

const isPacket = (entry: RecordedEntry, type: string, client: string) =>
  entry.kind === 'packet' && entry.type === type && entry.client === client;

const sameWire = (run: Recording): boolean => {
  const [now, then] = comparable(wireOf(run), wireOf(recording));
  return JSON.stringify(now) === JSON.stringify(then);
};

describe('a run is what the recording shows, whatever', () => {
  test.each([
    [
      'its prefix and client ids',
      { ...recording, ...JSON.parse(JSON.stringify(recording).replaceAll(runOf(recording), 'zzzzzz')) },
    ],
    ['its packet ids', withEntries((entries) => entries.map((entry) => withField(entry, 'messageId', 7)))],
    ['its times', withEntries((entries) => entries.map((entry) => ({ ...entry, at: entry.at + 5 })))],
    [
      'the numbers of its fences',
      { ...recording, ...JSON.parse(JSON.stringify(recording).replaceAll(/fence([ /])\d+/g, 'fence$199')) },
    ],
    [
      'connection came first',
      withEntries((entries) => entries.toSorted((a, b) => connectionOf(a) - connectionOf(b))),
    ],
    [
      'message it ended before',
      withEntries((entries) =>
        without(
          entries,
          entries.findLastIndex((entry) => isPacket(entry, 'PUBLISH', 'late')),
        ),
      ),
    ],
    [
      'answer it ended before',
      withEntries((entries) =>
        without(
          entries,
          entries.findLastIndex((entry) => isPacket(entry, 'PUBACK', 'late')),
        ),
      ),
    ],
  ])('%s', (_name, run: Recording) => {
    expect(sameWire(run)).toBe(true);
    expect(storyOf(run)).toEqual(storyOf(recording));
  });
});

describe('a run of an edited lab is another one:', () => {
  test.each([
    [
      'a message less',
      withEntries((entries) =>
        without(
          entries,
          entries.findLastIndex((entry) => isPacket(entry, 'PUBLISH', 'publisher')),
        ),
      ),
    ],
    ['another QoS', withEntries((entries) => changed(entries, 'PUBLISH', 'qos', 2))],
    ['without retain', withEntries((entries) => changed(entries, 'PUBLISH', 'retain', false))],
    [
      'a payload that says something else',
      withEntries((entries) => changed(entries, 'PUBLISH', 'payload', { text: 'shut' })),
    ],
    [
      'another filter',
      withEntries((entries) => changed(entries, 'SUBSCRIBE', 'subscriptions', [{ filter: '#', qos: 1 }])),
    ],
    ['sent in another order', withEntries((entries) => swapped(entries))],
    [
      'a packet lost',
      withEntries((entries) =>
        entries.map(
          (entry) =>
            (isPacket(entry, 'PUBACK', 'early')
              ? { ...entry, fate: 'lost' as const }
              : entry) as RecordedEntry,
        ),
      ),
    ],
    [
      'a client under another name',
      withEntries((entries) =>
        entries.map((entry) =>
          entry.kind === 'packet' && entry.client === 'late' ? { ...entry, client: 'later' } : entry,
        ),
      ),
    ],
  ])('%s', (_name, run) => {
    expect(sameWire(run)).toBe(false);
  });

  test('other steps or claims', () => {
    const [first, ...steps] = recording.steps;
    expect(storyOf({ ...recording, steps })).not.toEqual(storyOf(recording));
    const renamed = first && { ...first, title: { ...first.title, ja: '別の題' } };
    expect(storyOf({ ...recording, steps: renamed ? [renamed, ...steps] : [] })).not.toEqual(
      storyOf(recording),
    );
    expect(storyOf({ ...recording, claims: recording.claims.slice(1) })).not.toEqual(storyOf(recording));
  });

  test('another result, unless the broker is known for it', () => {
    const [claim, ...claims] = recording.claims;
    if (claim === undefined) throw new Error('a lab has claims');
    const broken = { ...claim, result: 'broken' as const };
    expect(sameResults(recording, { claims: [broken, ...claims] })).toBe(false);
    const deviation = { broker: 'embedded', claim: claim.id } as unknown as NonNullable<
      typeof claim.deviation
    >;
    const deviating = { claims: [{ ...broken, deviation }, ...claims] };
    expect(sameResults(recording, deviating)).toBe(true);
    // A first recording may be made on a broker that deviates.
    expect(sameResults(deviating, recording)).toBe(true);
    expect(sameResults({ claims }, recording)).toBe(false);
  });
});

test('packets are compared on the same version of the same broker only', () => {
  expect(samePeers(recording, recording)).toBe(true);
  expect(samePeers(recording, { ...recording, broker: { ...recording.broker, version: '2.1.2' } })).toBe(
    false,
  );
  expect(samePeers(recording, { ...recording, protocolVersion: 4 })).toBe(false);
});

/** The part of topics and client ids that is a run's own. */
function runOf({ topicPrefix }: Recording): string {
  return topicPrefix.split('/').at(-2) ?? '';
}

function connectionOf(entry: RecordedEntry): number {
  return entry.kind === 'dropped' ? 0 : entry.connection;
}

function withField(entry: RecordedEntry, name: string, value: unknown): RecordedEntry {
  if (entry.kind !== 'packet' || !(name in entry.fields)) return entry;
  return { ...entry, fields: { ...entry.fields, [name]: value } };
}

const without = (entries: readonly RecordedEntry[], index: number) => entries.toSpliced(index, 1);

/** The first packet of a type from a client, with one field changed. */
function changed(entries: readonly RecordedEntry[], type: string, name: string, value: unknown) {
  const index = entries.findIndex(
    (entry) => entry.kind === 'packet' && entry.type === type && entry.direction === 'to-broker',
  );
  return entries.map((entry, at) => (at === index ? withField(entry, name, value) : entry));
}

/** What the publisher sent first and second, the other way round. */
function swapped(entries: readonly RecordedEntry[]): RecordedEntry[] {
  const [one, two] = entries.filter(
    (entry) =>
      isPacket(entry, 'PUBLISH', 'publisher') && entry.kind === 'packet' && entry.direction === 'to-broker',
  );
  return entries.flatMap((entry) => (entry === one ? (two ?? []) : entry === two ? (one ?? []) : entry));
}
