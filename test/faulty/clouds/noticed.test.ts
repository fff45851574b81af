import { afterAll, beforeAll, describe, expect, type TestContext, test } from 'vitest';
import type { OwnBroker } from '../../../harness/brokers/broker.ts';
import type { CloudLimits } from '../../../harness/brokers/clouds/limits.ts';
import { connectsPerSecond } from '../../../harness/brokers/clouds/stand-in/enforcing/rates.ts';
import type { Front } from '../../../harness/brokers/clouds/stand-in/front.ts';
import { byCertificate } from '../../../harness/brokers/clouds/stand-in/login.ts';
import type { Restriction } from '../../../harness/brokers/clouds/stand-in/restriction.ts';
import { restrictionsOf } from '../../../harness/brokers/clouds/stand-in/restrictions-of.ts';
import { standInFor } from '../../../harness/brokers/clouds/stand-in/stand-in.ts';
import { openEmbedded } from '../../../harness/brokers/embedded/embedded.ts';
import { brokerKinds } from '../../../harness/brokers/kinds.ts';
import { specObservations } from '../../../harness/claims/observations/index.ts';
import { runClaim } from '../../../harness/claims/run-claim.ts';
import { runObservation } from '../../../harness/claims/run-observation.ts';
import type { SpecClaim } from '../../../harness/claims/spec-claim.ts';
import { specClaims } from '../../../harness/claims/themes/index.ts';
import type { ProtocolVersion } from '../../../harness/protocol/version.ts';
import { brokerIfUp, needBroker } from '../../support/require-broker.ts';
import { type Notice, notices } from './table.ts';

/** A second in which two connections are sure to fall, on a busy machine too. */
const LONG_SECOND_MS = 600_000;

function slowly(restriction: Restriction, { connectsPerSecond: rate }: CloudLimits): Restriction {
  if (restriction.name !== 'connectsPerSecond' || rate === undefined) return restriction;
  return connectsPerSecond(rate.value, LONG_SECOND_MS);
}

/** Each restriction of each cloud, those that do the same once. */
const all = brokerKinds
  .flatMap(({ name, cloud }) =>
    cloud === undefined
      ? []
      : restrictionsOf(cloud).map((restriction) => ({
          cloud: name,
          restriction: slowly(restriction, cloud),
        })),
  )
  .map(({ cloud, restriction }) => ({
    cloud,
    restriction,
    does: restriction.says.en,
    name: restriction.name,
    notice: notices[`${cloud}/${restriction.name}`] ?? notices[restriction.name],
  }))
  .filter(
    ({ name, does }, at, rows) => rows.findIndex((row) => row.name === name && row.does === does) === at,
  );

let embedded: OwnBroker;
beforeAll(async () => {
  embedded = await openEmbedded();
});
afterAll(() => embedded.stop());

const front: Front = {
  mqtts: { port: 0, ofCloud: 0 },
  wss: { port: 0, ofCloud: 0 },
  alpn: [],
  asksForCertificate: false,
  entry: { topics: { publish: 'a', subscribe: 'a' } },
  login: byCertificate,
};

async function behindFor(notice: Notice, { skip }: Pick<TestContext, 'skip'>): Promise<OwnBroker> {
  if (!('onMosquitto' in notice)) return embedded;
  await needBroker({ skip });
  const broker = await brokerIfUp();
  if (broker === undefined) throw new Error('needBroker skips where there is none');
  return { ...broker, restart: async () => undefined };
}

const claimOf = (notice: Notice): SpecClaim => {
  const id = 'claim' in notice ? notice.claim : 'unsupported' in notice ? notice.unsupported : '';
  const claim = specClaims.find((one) => one.id === id);
  if (claim === undefined) throw new Error(`there is no claim ${id}`);
  return claim;
};

/** What a notice sees through these restrictions, in a stand-in without a profile. */
async function seen(
  notice: Notice,
  restrictions: readonly Restriction[],
  version: ProtocolVersion,
  context: Pick<TestContext, 'skip'>,
): Promise<string> {
  const shared = await behindFor(notice, context);
  const behind = { ...shared, stop: async () => {} };
  await using broker = await standInFor(behind, { name: 'none', title: 'No cloud', restrictions, front });
  const options = { protocolVersion: version };
  if ('observation' in notice) {
    const observation = specObservations.find(({ id }) => id === notice.observation);
    if (observation === undefined) throw new Error(`there is no observation ${notice.observation}`);
    return String((await runObservation(observation, broker, options)).seen);
  }
  return (await runClaim(claimOf(notice), broker, options)).result;
}

describe.concurrent('a stand-in without this restriction behaves otherwise', () => {
  const shown = all.filter(({ notice }) => notice !== undefined && !('nothing' in notice));

  test.for(shown)('$cloud, $name: $does', async ({ restriction, notice }, context) => {
    if (notice === undefined || 'nothing' in notice) throw new Error('it is left out above');
    const version = notice.under ?? 5;
    const without = await seen(notice, [], version, context);
    const withIt = await seen(notice, [restriction], version, context);
    if ('observation' in notice) expect(withIt).not.toBe(without);
    else {
      expect(without).toBe('holds');
      expect(withIt).toBe('claim' in notice ? 'broken' : 'unsupported');
    }
  });
});

/** Limits of which a run shows nothing when they are gone. */
const untold: Readonly<Record<string, string>> = {
  protocolVersions: 'that the broker speaks it is told beside its name',
  connectsPerSecond: 'a run keeps to it',
  publishesPerSecond: 'a run keeps to it',
  bytesPerSecond: 'a run keeps to it',
  subscriptionMayBeLate: 'a run waits as long as it takes',
  packetIdAtResending: 'it is only said to be possible',
};

describe.concurrent('a claim that holds because this limit is gone is told as good news', () => {
  const told = all.filter(
    ({ name, notice = { nothing: '' } }) =>
      untold[name] === undefined && ('claim' in notice || 'unsupported' in notice),
  );

  test.for(told)('$cloud, $name: $does', async ({ cloud, notice }, context) => {
    if (notice === undefined || 'nothing' in notice) throw new Error('it is left out above');
    const shared = await behindFor(notice, context);
    const behind = { ...shared, stop: async () => {} };
    await using standIn = await standInFor(behind, { name: cloud, title: cloud, restrictions: [], front });
    const { result, notes = [] } = await runClaim(
      claimOf(notice),
      { ...standIn, ignoresLimits: true },
      { protocolVersion: notice.under ?? 5 },
    );
    expect(result).toBe('holds');
    expect(notes.map(({ en }) => en).join()).toContain('documented as missing, and it held');
  });
});

test('each restriction is noticed, or has a reason why not', () => {
  expect(
    all.filter(({ notice }) => notice === undefined).map(({ cloud, name }) => `${cloud}/${name}`),
  ).toEqual([]);
});

test('each notice belongs to a restriction', () => {
  const names = all.flatMap(({ cloud, name }) => [name, `${cloud}/${name}`]);
  expect(Object.keys(notices).filter((name) => !names.includes(name))).toEqual([]);
});
