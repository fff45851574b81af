import { expect, test } from 'vitest';
import { knownDeviations } from '../../../harness/deviations/known-deviations.ts';
import type { Matrix } from '../../../harness/report/matrix.ts';
import { same } from '../../../harness/text.ts';
import { hints } from '../../../harness/verify/hints.ts';

const url = 'mqtt://127.0.0.1:1883';
const known = knownDeviations.find(
  ({ broker, versions }) => broker === 'mosquitto' && versions.includes('2.0.11'),
);
if (known === undefined) throw new Error('Mosquitto 2.0.11 has a known deviation');
const { claim } = known;
const [protocolVersion = 5] = known.protocolVersions;

const matrixOf = (
  broker: { readonly name: string; readonly version?: string },
  result: 'broken' | 'holds' = 'broken',
  asked = claim,
): Matrix => ({
  brokers: [{ label: 'asked', ...broker }],
  claims: [{ id: asked, says: same(asked), statements: {} }],
  cells: [{ broker: 'asked', protocolVersion, claim: asked, result }],
  observations: [],
});

test('a broker that says who it is can be asked for by that name', () => {
  const [hint, ...more] = hints(matrixOf({ name: url, version: 'mosquitto version 2.0.11' }));
  expect(more).toEqual([]);
  expect(hint?.en).toBe(
    `${url} says it is mosquitto 2.0.11: --broker mosquitto@2.0.11=${url} takes its known deviations into account`,
  );
  expect(hint?.ja).toContain(`--broker mosquitto@2.0.11=${url}`);
});

test.for<readonly [string, Matrix]>([
  ['was given a name', matrixOf({ name: 'mosquitto', version: '2.0.11' })],
  ['says nothing', matrixOf({ name: url })],
  ['is another version', matrixOf({ name: url, version: 'mosquitto version 9.9.9' })],
  ['is another broker', matrixOf({ name: url, version: 'halmosquitto version 2.0.11' })],
  ['holds what others do not', matrixOf({ name: url, version: 'mosquitto version 2.0.11' }, 'holds')],
  ['breaks something else', matrixOf({ name: url, version: 'mosquitto version 2.0.11' }, 'broken', 'a.b')],
])('no hint where it %s', ([, matrix]) => {
  expect(hints(matrix)).toEqual([]);
});
