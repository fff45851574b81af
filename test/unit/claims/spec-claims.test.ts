import { describe, expect, test } from 'vitest';
import { knownDeviations } from '../../../harness/brokers/deviations/all.ts';
import { profiles } from '../../../harness/brokers/limits/documented.ts';
import { specObservations } from '../../../harness/claims/observations/index.ts';
import { speaksOf } from '../../../harness/claims/spec-claim.ts';
import { specClaims } from '../../../harness/claims/themes/index.ts';
import { statementIds } from '../../../harness/protocol/statements.ts';
import { protocolVersions } from '../../../harness/protocol/version.ts';
import { labIds, loadLab } from '../../../labs/index.ts';

const labs = await Promise.all(labIds.map(loadLab));
const labClaims = labs.flatMap((lab) => Object.entries(lab.claims).map(([id, claim]) => ({ id, ...claim })));
const claims = [...labClaims, ...specClaims];

describe('claims beyond the talk', () => {
  test('no two claims share an id, in labs and beyond', () => {
    const ids = claims.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  test.for(specClaims)('$id cites statements that exist', ({ statements }) => {
    const cited = protocolVersions.flatMap((version) => statements[version] ?? []);
    expect(cited).not.toEqual([]);
    for (const version of protocolVersions) {
      for (const id of statements[version] ?? []) expect(statementIds[version]).toContain(id);
    }
  });

  test.for(specClaims)('$id speaks English and Japanese', ({ says }) => {
    expect(says.en).toMatch(/^[\x20-\x7e’]+$/);
    expect(says.ja).toMatch(/[\u3040-\u30ff]/);
  });
});

describe('known deviations', () => {
  test.for(knownDeviations)('$broker $since, $claim: breaks a statement that the claim cites', (known) => {
    const claim = claims.find(({ id }) => id === known.claim);
    expect(claim).toBeDefined();
    for (const version of known.protocolVersions) {
      expect(claim && speaksOf(claim, version)).toBe(true);
      expect(claim?.statements[version]).toContain(known.statement);
    }
  });
});

describe('what brokers are documented not to do', () => {
  const named = profiles.flatMap(({ broker, lacks }) =>
    lacks.flatMap((lack) => (lack.claims ?? []).map((id) => ({ broker, id }))),
  );

  test.for(named)('$broker: $id is a claim or an observation', ({ id }) => {
    expect([...claims, ...specObservations].map((one) => one.id)).toContain(id);
  });
});
