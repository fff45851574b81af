import { toJsonSchema } from '@valibot/to-json-schema';
import { Ajv } from 'ajv';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { matrixJson } from '../../../harness/report/json.ts';
import schema from '../../../harness/report/matrix.schema.json' with { type: 'json' };
import { matrixSchema, parts } from '../../../harness/report/schema.ts';
import { story } from './report-story.ts';

test('matrix.schema.json is what harness/report/schema.ts gives: -u writes it anew', async () => {
  const made = toJsonSchema(matrixSchema, { definitions: parts });
  await expect(`${JSON.stringify(made, null, 2)}\n`).toMatchFileSnapshot(
    '../../../harness/report/matrix.schema.json',
  );
});

const isValid = new Ajv({ strict: true, strictRequired: false }).compile(schema);
const written = JSON.parse(matrixJson(story));
const [first] = written.results;

test('what is written is what both schemas say', () => {
  expect(isValid(written), JSON.stringify(isValid.errors)).toBe(true);
  expect(v.parse(matrixSchema, written)).toEqual(written);
});

test.for([
  ['another version', { version: 2 }],
  ['a field that there is not', { verdict: 'good' }],
  ['a seed that is none', { seed: 'luck' }],
  ['a result that there is not', { results: [{ ...first, result: 'passed' }] }],
  ['no reason where nothing was judged', { results: [{ ...first, result: 'unsupported' }] }],
  ['a judged result without what was seen', { results: [{ ...first, seen: undefined }] }],
  ['news of what holds', { results: [{ ...first, news: true }] }],
] as const)('%s is found by both', ([, wrong]) => {
  const changed = JSON.parse(JSON.stringify({ ...written, ...wrong }));
  expect(isValid(changed)).toBe(false);
  expect(v.is(matrixSchema, changed)).toBe(false);
});
