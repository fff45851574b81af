import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Broker, ProtocolVersion } from '../../harness/brokers/broker.ts';
import { openBroker, parseBroker } from '../../harness/brokers/index.ts';
import { runClaim } from '../../harness/claims/run-claim.ts';
import { type SpecClaim, speaksOf } from '../../harness/claims/spec-claim.ts';
import { knownDeviations } from '../../harness/deviations/known-deviations.ts';
import { isNews, type JudgedClaim } from '../../harness/lab/events.ts';
import { claimsUnder, type LabDefinition } from '../../harness/lab/lab.ts';
import { runLab } from '../../harness/lab/run.ts';
import { labIds, loadLab } from '../../labs/index.ts';
import { specClaims } from '../spec/index.ts';
import type { Faulty } from './faults.ts';
import { type FaultyBrokerOptions, openFaultyBroker } from './faulty-broker.ts';
import { gallery } from './gallery.ts';
import { groundFor } from './ground.ts';
import type { Untouched } from './scoreboard.ts';
import { specGallery } from './spec-gallery.ts';

const labs = await Promise.all(labIds.map(loadLab));
const versions: readonly ProtocolVersion[] = [4, 5];
const labOf = (claim: string) => labs.find((lab) => claim in lab.claims);

let healthy: Broker;
beforeAll(async () => {
  healthy = await openBroker(parseBroker('embedded'));
});
afterAll(() => healthy.stop());

async function checkOn(options: FaultyBrokerOptions, claim: SpecClaim, protocolVersion: ProtocolVersion) {
  await using broker = await openFaultyBroker(healthy, options);
  return await runClaim(claim, broker, { protocolVersion });
}

/** Claims that the embedded broker breaks by itself, without our help. */
const brokenAnyway = (protocolVersion: ProtocolVersion) =>
  knownDeviations
    .filter(
      ({ broker, protocolVersions }) => broker === 'embedded' && protocolVersions.includes(protocolVersion),
    )
    .map(({ claim }) => claim);

/** Claims beyond the talk that hold on the embedded broker until somebody breaks them. */
const breakable = (protocolVersion: ProtocolVersion) =>
  specClaims.filter(
    (claim) => speaksOf(claim, protocolVersion) && !brokenAnyway(protocolVersion).includes(claim.id),
  );

const untouched = (claim: JudgedClaim, protocolVersion: ProtocolVersion): Untouched => ({
  claim: claim.id,
  protocolVersion,
  result: claim.result === 'holds' ? 'holds' : isNews(claim) ? 'accused' : 'deviates',
});

async function runOn(options: FaultyBrokerOptions, lab: LabDefinition, protocolVersion: ProtocolVersion) {
  await using broker = await openFaultyBroker(healthy, options);
  return await runLab(lab, broker, { protocolVersion });
}

describe.concurrent.each(versions)('MQTT level %s', (protocolVersion) => {
  const claims = labs.flatMap((lab) => claimsUnder(lab, protocolVersion));

  test.for(gallery.filter(({ breaks }) => claims.includes(breaks)))(
    'a broker that $does is noticed by $breaks',
    async ({ does, breaks, options }, { task }) => {
      const lab = labOf(breaks);
      if (lab === undefined) throw new Error(`no lab claims ${breaks}`);
      const run = await runOn(options(), lab, protocolVersion);
      const claim = run.claims.find(({ id }) => id === breaks);
      task.meta.tried = { does, breaks, protocolVersion, noticed: claim?.result === 'broken' };
      expect(claim, run.reason?.en).toMatchObject({ id: breaks, result: 'broken' });
    },
  );

  test.for(labs)('a proxy that changes nothing is not accused by $id', async (lab, { task }) => {
    const run = await runOn({ mangle: (packet) => packet }, lab, protocolVersion);
    task.meta.untouched = run.claims.map((claim) => untouched(claim, protocolVersion));
    expect(run.reason?.en).toBeUndefined();
    expect(run.outcome).toBe('holds');
  });
});

describe.concurrent.each(versions)('beyond the talk, MQTT level %s', (protocolVersion) => {
  const claims = specClaims.filter((claim) => speaksOf(claim, protocolVersion));
  const pairs = breakable(protocolVersion).flatMap((claim) =>
    specGallery.filter(({ breaks }) => breaks === claim.id).map((fault) => ({ ...fault, claim })),
  );

  test.for(pairs)(
    'a broker that $does is noticed by $breaks',
    async ({ does, breaks, options, claim }, { task }) => {
      const run = await checkOn(options(), claim, protocolVersion);
      task.meta.tried = { does, breaks, protocolVersion, noticed: run.result === 'broken' };
      expect(run.result, run.reason?.en).toBe('broken');
    },
  );

  test.for(claims)('a broker that breaks nothing is not accused by $id', async (claim, { task }) => {
    const run = await checkOn({ mangle: groundFor(claim.id) }, claim, protocolVersion);
    if (run.judged) task.meta.untouched = [untouched(run.judged, protocolVersion)];
    expect(run.judged, run.reason?.en).toMatchObject({ id: claim.id });
    expect(run.judged && isNews(run.judged), JSON.stringify(run.judged)).toBe(false);
  });

  test('every claim has been broken by some broker', () => {
    const broken = new Set(specGallery.map(({ breaks }) => breaks));
    expect(
      breakable(protocolVersion)
        .map(({ id }) => id)
        .filter((id) => !broken.has(id)),
    ).toEqual([]);
  });
});

test('every fault has a claim to break', () => {
  const inLabs = labs.flatMap((lab) => Object.keys(lab.claims));
  const beyond = versions.flatMap((version) => breakable(version).map(({ id }) => id));
  const breaks = (faults: readonly Faulty[]) => faults.map((fault) => fault.breaks);
  expect(breaks(gallery).filter((id) => !inLabs.includes(id))).toEqual([]);
  expect(breaks(specGallery).filter((id) => !beyond.includes(id))).toEqual([]);
});

test('every claim has been broken by some broker', () => {
  const broken = new Set([...gallery.map(({ breaks }) => breaks), ...versions.flatMap(brokenAnyway)]);
  const never = labs.flatMap((lab) => Object.keys(lab.claims)).filter((id) => !broken.has(id));
  expect(never).toEqual([]);
});
