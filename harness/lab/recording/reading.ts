import * as v from 'valibot';
import {
  exactly,
  list,
  number,
  oneOf,
  openObject,
  optional,
  read,
  string,
  text,
  wanted,
} from '../../base/readable.ts';
import { same } from '../../base/text.ts';
import { notReadable } from '../../wire/trace/reading.ts';
import { traceSchema } from '../../wire/trace/schema.ts';
import type { Recording } from './recording.ts';

const aDate = wanted({ en: 'a date (ISO 8601)', ja: '日時(ISO 8601)' });
const aCount = wanted({ en: 'a whole number from 0', ja: ' 0 以上の整数' });

/** The time and the step of a remark. */
const placed = { at: number, step: v.pipe(number, v.integer(aCount), v.minValue(0, aCount)) };
const saying = { id: string, says: text };

/** The fields that slides, diagrams and views read from a recording; it may have more. */
const recording = openObject({
  format: oneOf(['mqtt-hands-on-recording']),
  version: exactly(1),
  recordedAt: v.pipe(
    string,
    v.check((date) => !Number.isNaN(Date.parse(date)), aDate),
  ),
  lab: openObject({ id: string, title: text }),
  broker: openObject({ name: string, version: optional(string), origin: text }),
  protocolVersion: v.picklist([4, 5], wanted(same('4 / 5'))),
  topicPrefix: string,
  steps: v.pipe(
    list(openObject({ number, at: number, title: text, question: optional(text) })),
    // A view relies on the numbers 1, 2, 3, …
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return;
      const { value: steps } = dataset;
      const at = steps.findIndex((step, index) => step.number !== index + 1);
      const step = steps[at];
      if (step === undefined) return;
      addIssue({
        message: wanted(same(String(at + 1))),
        path: [
          { type: 'array', origin: 'value', input: [...steps], key: at, value: step },
          { type: 'object', origin: 'value', input: step, key: 'number', value: step.number },
        ],
      });
    }),
  ),
  programs: optional(list(string)),
  notes: list(openObject({ ...placed, text })),
  claims: list(
    openObject({
      ...placed,
      ...saying,
      statements: list(string),
      result: oneOf(['holds', 'broken']),
      deviation: optional(openObject({ does: text })),
    }),
  ),
  unsupported: optional(list(openObject({ ...placed, ...saying, statements: list(string), why: text }))),
  observations: list(openObject({ ...placed, ...saying })),
  trace: traceSchema,
});

/**
 * Reads a recording from a file that a person may have edited, and checks every field that slides, diagrams and views use.
 * @param json the result of `JSON.parse`
 * @param where the name for messages, e.g. `labs/03-retain/recording.json`
 * @throws CannotRunError `recording-not-readable` that says where and what is wrong
 */
export function readableRecording(json: unknown, where: string): Recording {
  read(recording, json, where, notReadable);
  return json as Recording;
}
