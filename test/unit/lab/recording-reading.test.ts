import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CannotRunError } from '../../../harness/base/errors.ts';
import { sequenceSvg } from '../../../harness/diagram/svg.ts';
import { readableRecording } from '../../../harness/lab/recording/reading.ts';
import type { Recording } from '../../../harness/lab/recording/recording.ts';
import { recordedRun } from '../../../harness/talk/present/run/recorded-run.ts';
import { entryOf } from '../../../harness/talk/present/view/run/entries.ts';
import { labIds } from '../../../labs/index.ts';
import { readRecording } from '../../../labs/recordings.ts';

const where = 'labs/03-retain/recording.json';
const sound = JSON.stringify(readRecording('03-retain'));

/** A part of a recording is replaced; `undefined` takes it away. */
function broken(path: readonly (string | number)[], part: unknown): unknown {
  const recording: unknown = JSON.parse(sound);
  const holder = path.slice(0, -1).reduce((inside, name) => Reflect.get(inside as object, name), recording);
  Reflect.set(holder as object, path.at(-1) ?? '', part);
  return JSON.parse(JSON.stringify(recording));
}

test.each(labIds)('the recording of %s is there and sound', (lab) => {
  expect(readRecording(lab).lab.id).toBe(lab);
});

test.each(labIds)('the packet cursor shows each packet of the recording of %s to its last byte', (lab) => {
  const { entries } = readRecording(lab).trace;
  const cut = entries.filter(
    (entry) => entry.kind === 'packet' && Buffer.from(entry.bytes, 'base64').length < entry.size,
  );
  expect(cut).toEqual([]);
});

test('a lab without a recording is told what to type', () => {
  expect(() => readRecording('99-new')).toThrow(
    'lab 99-new has no recording that can be read: make one: npm run labs:record -- 99 ' +
      '(without Docker: npm run labs:record -- 99 --broker embedded)',
  );
});

test.each<[string, unknown, string]>([
  ['an empty object', {}, `${where}.format is not one of mqtt-hands-on-recording`],
  ['nothing', null, `${where} is not an object`],
  ['a list', [], `${where} is not an object`],
  ['a later version', broken(['version'], 2), `${where}.version is not 1`],
  ['no date', broken(['recordedAt'], 'yesterday'), `${where}.recordedAt is not a date`],
  ['no lab', broken(['lab'], undefined), `${where}.lab is not an object`],
  [
    'a title in one language',
    broken(['lab', 'title', 'ja'], undefined),
    `${where}.lab.title.ja is not a string`,
  ],
  ['no broker', broken(['broker'], 'mosquitto'), `${where}.broker is not an object`],
  ['another protocol', broken(['protocolVersion'], 3), `${where}.protocolVersion is not 4 / 5`],
  ['no steps', broken(['steps'], undefined), `${where}.steps is not a list`],
  ['steps that do not count', broken(['steps', 1, 'number'], 7), `${where}.steps[1].number is not 2`],
  ['a step without a time', broken(['steps', 0, 'at'], null), `${where}.steps[0].at is not a number`],
  ['a claim that is a word', broken(['claims', 0], 'holds'), `${where}.claims[0] is not an object`],
  ['a claim half true', broken(['claims', 0, 'result'], 'known'), `${where}.claims[0].result is not one of`],
  ['half a step', broken(['claims', 0, 'step'], 0.5), `${where}.claims[0].step is not a whole number`],
  ['a claim without words', broken(['claims', 0, 'says'], {}), `${where}.claims[0].says.en is not a string`],
  [
    'a deviation without words',
    broken(['claims', 0, 'deviation'], { seen: 1 }),
    `${where}.claims[0].deviation.does is not an object`,
  ],
  ['no trace', broken(['trace'], undefined), `${where}.trace is not an object`],
  [
    'a packet without a type',
    broken(['trace', 'entries', 1, 'type'], 5),
    `${where}.trace.entries[1].type is not`,
  ],
  [
    'a packet that is no base64',
    broken(['trace', 'entries', 1, 'bytes'], '%'),
    `${where}.trace.entries[1].bytes is not base64`,
  ],
])('%s is refused, and it says where', (_, json, says) => {
  expect(() => readableRecording(json, where)).toThrow(CannotRunError);
  expect(() => readableRecording(json, where)).toThrow(says);
});

/** What a view does with a recording. */
function play(recording: Recording): void {
  const { events, recordedAt } = recordedRun(recording);
  new Intl.DateTimeFormat('ja', { dateStyle: 'long' }).format(new Date(recordedAt));
  const entries = events.flatMap((event) => (event.type === 'packet' ? [entryOf(event.entry)] : []));
  const { title } = recording.lab;
  for (const language of ['en', 'ja'] as const)
    sequenceSvg(entries, { language, title, stripPrefix: recording.topicPrefix, maxWidth: 780 });
}

/** Every place in a recording, as a path. */
function places(json: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof json !== 'object' || json === null) return [path];
  return [path, ...Object.entries(json).flatMap(([name, value]) => places(value, [...path, name]))];
}

test('a recording that is broken anywhere is refused, or can be played', () => {
  const anywhere = fc.constantFrom(...places(JSON.parse(sound)).filter((path) => path.length > 0));
  const part = fc.oneof(
    fc.constantFrom(undefined, null, true, -1, 0.5, 1e300, '', 'x', '\ud800', [], {}, [null], {
      en: 'x',
      ja: 'x',
    }),
    fc.jsonValue({ maxDepth: 2 }),
  );
  fc.assert(
    fc.property(anywhere, part, (path, value) => {
      let recording: Recording;
      try {
        recording = readableRecording(broken(path, value), where);
      } catch (error) {
        expect(error).toBeInstanceOf(CannotRunError);
        return;
      }
      play(recording);
    }),
    { numRuns: 300 },
  );
});
