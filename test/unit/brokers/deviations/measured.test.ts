import { describe, expect, test } from 'vitest';
import { same } from '../../../../harness/base/text.ts';
import { type Recognised, recognise } from '../../../../harness/brokers/deviations/recognise.ts';
import { cellVerdictOf } from '../../../../harness/report/cell-verdict.ts';
import { cellOf } from '../../../../harness/report/matrix.ts';
import measured from './measured.json' with { type: 'json' };

interface Run {
  readonly note: string;
  readonly broker: string;
  readonly version: string;
  readonly broken: readonly Broken[];
  /** Ids and protocol versions, e.g. `retain.cleared/5`. */
  readonly holds: readonly string[];
}

interface Broken {
  readonly claim: string;
  readonly protocol: string;
  readonly expected: unknown;
  readonly seen: unknown;
}

const runs: readonly Run[] = measured.runs;

/** What a result comes to in a report, and what is noted about it. */
function comesTo(
  { broker, version }: Pick<Run, 'broker' | 'version'>,
  { claim, protocol }: Pick<Broken, 'claim' | 'protocol'>,
  found: { readonly result: 'holds' | 'broken'; readonly expected: unknown; readonly seen: unknown },
) {
  const protocolVersion = protocol === '5' ? 5 : 4;
  const outcome = { claim, protocolVersion, ...found } as const;
  const deviation: Recognised | undefined = recognise(outcome, { name: broker, version });
  const about = { id: claim, says: same(claim), statements: {} };
  const judged = { ...about, statements: [], ...found, ...(deviation && { deviation }) };
  const cell = cellOf({ claim: about, protocolVersion, result: found.result, judged }, broker);
  return { verdict: cellVerdictOf(cell), note: cell.deviation?.note };
}

describe.for(runs)('$note', (run) => {
  test.for(run.broken)('$claim $protocol is a known deviation, looked at on this version', (result) => {
    const known = { verdict: 'known', note: undefined };
    expect(comesTo(run, result, { ...result, result: 'broken' })).toEqual(known);
  });

  test.for(run.broken)('$claim $protocol is broken where something else is seen', (result) => {
    for (const seen of [`${JSON.stringify(result.seen)} `, null, [result.seen], { seen: result.seen }])
      expect(comesTo(run, result, { ...result, result: 'broken', seen }).verdict).toBe('broken');
  });

  test('what held is no news', () => {
    for (const held of run.holds) {
      const [claim = '', protocol = ''] = held.split('/');
      const { verdict } = comesTo(run, { claim, protocol }, { result: 'holds', expected: 1, seen: 1 });
      expect(verdict, held).toBe('holds');
    }
  });
});

test('every judged result of the runs is there', () => {
  const counts = runs.map(({ broken, holds }) => [broken.length, holds.length]);
  expect(counts).toEqual([
    [15, 702],
    [43, 670],
    [26, 561],
  ]);
});
