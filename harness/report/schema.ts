import * as v from 'valibot';
import { list } from '../base/readable.ts';

/**
 * The form of `matrix.json`, and its types. `matrix.schema.json` beside this file is made from it, for other programs;
 * `docs/matrix.md` describes it in words. A new field keeps the version; a changed meaning needs the next version.
 */
const VERSION = 1;

const word = v.pipe(v.string(), v.minLength(1));
const isTrue = v.optional(v.literal(true));
/** A whole number that is not negative. */
export const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const text = v.strictObject({ en: v.string(), ja: v.string() });
const protocol = v.picklist(['3.1.1', '5']);
const statement = v.pipe(v.string(), v.startsWith('MQTT-'));
const atLeastOne = <const S extends v.GenericSchema>(item: S) => v.pipe(list(item), v.minLength(1));

const known = { name: word, version: v.optional(v.string()) };
const identity = v.strictObject({ ...known, ownWord: isTrue, behind: v.optional(v.strictObject(known)) });

const broker = v.strictObject({
  label: word,
  name: word,
  version: v.optional(v.string()),
  identity: v.optional(identity),
  origin: v.optional(text),
  protocols: v.optional(list(protocol)),
  notStarted: v.optional(text),
  lost: v.optional(text),
  announced: v.optional(atLeastOne(text)),
});

const claim = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9-]+\.[a-z0-9-]+$/)),
  title: text,
  statements: v.strictObject({ '3.1.1': list(statement), '5': list(statement) }),
});

const deviation = v.strictObject({
  statement,
  does: text,
  wire: list(v.string()),
  link: v.string(),
  since: v.optional(v.string()),
  mended: v.optional(v.string()),
  lookedAt: v.optional(atLeastOne(v.string())),
  sometimes: v.optional(text),
});

const place = { broker: v.string(), protocol };

/** The fields of every result, judged or not. */
const ofAny = {
  ...place,
  claim: v.string(),
  notes: v.optional(atLeastOne(text)),
  deviation: v.optional(deviation),
  note: v.optional(text),
  milliseconds: v.optional(v.pipe(v.number(), v.minValue(0))),
  topicPrefix: v.optional(v.string()),
  situation: v.optional(v.strictObject({ id: v.string(), title: text })),
  output: v.optional(atLeastOne(v.string())),
  trace: v.optional(whole),
};
const judged = { ...ofAny, reason: v.optional(text), expected: v.unknown(), seen: v.unknown() };
const notJudged = { ...ofAny, reason: text };

const result = v.variant('result', [
  v.strictObject({ ...judged, result: v.literal('holds') }),
  v.strictObject({ ...judged, result: v.literal('broken'), news: isTrue }),
  v.strictObject({ ...notJudged, result: v.literal('unsupported') }),
  v.strictObject({ ...notJudged, result: v.literal('not-run'), leftOut: isTrue }),
]);

const setting = v.strictObject({ setting: word, link: v.pipe(v.string(), v.startsWith('https://')) });

const value = v.strictObject({
  ...place,
  seen: v.optional(v.unknown()),
  text: v.optional(text),
  reason: v.optional(text),
});

const observation = v.strictObject({
  id: v.string(),
  title: text,
  settings: v.optional(v.pipe(v.record(v.string(), setting), v.minEntries(1))),
  values: list(value),
});

const change = v.strictObject({
  from: v.string(),
  to: v.string(),
  protocol,
  kind: v.picklist(['claim', 'observation']),
  id: v.string(),
  before: text,
  after: text,
});

/** Only the outline; `traceSchema` of the room wire has all fields and reads it. */
const trace = v.looseObject({
  format: v.literal('mqtt-trace'),
  version: v.literal(1),
  entries: list(v.looseObject({ kind: v.string(), at: v.number() })),
});

/** The parts that have a name in `matrix.schema.json`. */
export const parts = {
  text,
  protocol,
  broker,
  claim,
  deviation,
  result,
  setting,
  observation,
  change,
  trace,
};

export const matrixSchema = v.pipe(
  v.strictObject({
    format: v.literal('mqtt-hands-on-matrix'),
    version: v.literal(VERSION),
    subject: v.optional(v.literal('client')),
    startedAt: v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/)),
    milliseconds: whole,
    seed: v.optional(whole),
    exitCode: v.picklist([0, 1, 2]),
    brokers: list(broker),
    claims: list(claim),
    results: list(result),
    observations: list(observation),
    changes: list(change),
    traces: list(trace),
  }),
  v.title(`mqtt-hands-on matrix, version ${VERSION}`),
  v.description(
    'What npm run verify and npm run verify:client write as matrix.json; docs/matrix.md tells of it in words.',
  ),
);

export type MatrixFile = v.InferOutput<typeof matrixSchema>;
export type ResultInFile = v.InferOutput<typeof result>;
