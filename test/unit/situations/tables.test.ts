import { expect, test } from 'vitest';
import { rules } from '../../../harness/protocol/offences/table.ts';
import { statementIds } from '../../../harness/protocol/statements.ts';
import type { FormClaim } from '../../../harness/situations/claims/form.ts';
import { clientClaims } from '../../../harness/situations/claims/index.ts';
import { knownClientDeviations } from '../../../harness/situations/deviations/index.ts';
import { clientObservations } from '../../../harness/situations/observations/index.ts';
import { situations } from '../../../harness/situations/table/index.ts';
import { UNDISTURBED } from '../../../harness/situations/table/plain.ts';

const ids = [UNDISTURBED, ...situations.map(({ id }) => id)];

test('the tables: enough of each, and every id once', () => {
  expect(situations.length).toBeGreaterThanOrEqual(24);
  expect(clientObservations.length).toBeGreaterThanOrEqual(10);
  const all = [...ids, ...clientClaims.map(({ id }) => id), ...clientObservations.map(({ id }) => id)];
  expect(all.filter((id, at) => all.indexOf(id) !== at)).toEqual([]);
});

test.for(clientClaims.map((claim) => [claim.id, claim] as const))(
  '%s cites statements, and names situations',
  ([, claim]) => {
    for (const version of [4, 5] as const) {
      const cited = claim.statements[version] ?? [];
      expect(cited.filter((id) => !statementIds[version].has(id))).toEqual([]);
    }
    expect(Object.values(claim.statements).flat().length).toBeGreaterThan(0);
    expect(claim.shownIn.filter((id) => !ids.includes(id))).toEqual([]);
    expect(claim.shownIn.length).toBeGreaterThan(0);
  },
);

/** Offences of brokers, and those that claims about more than one packet judge. */
const otherRules = [
  'connackReserved',
  'refusedWithSession',
  'grantedReserved',
  'dupAtQoS0',
  'emptyClientId',
  'topicAlias0',
];

test('each offence in a packet is judged by one claim', () => {
  const judged = clientClaims.flatMap((claim) => ('rules' in claim ? (claim as FormClaim).rules : []));
  expect([...judged, ...otherRules].toSorted()).toEqual(Object.keys(rules).toSorted());
});

test('each observation is shown by a situation', () => {
  const unseen = clientObservations.filter((one) => !ids.some((id) => one.isShownIn(id)));
  expect(unseen.map(({ id }) => id)).toEqual([]);
});

test('each known deviation is of a claim, and cites one of its statements', () => {
  for (const { claim, protocolVersions, statement, link } of knownClientDeviations) {
    const [version = 5] = protocolVersions;
    const found = clientClaims.find(({ id }) => id === claim);
    expect(found?.statements[version], claim).toContain(statement);
    expect(link).toMatch(/^https:\/\/github\.com\//);
  }
});
