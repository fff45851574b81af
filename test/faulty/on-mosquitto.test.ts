import { afterAll, describe, expect, type TestContext, test } from 'vitest';
import type { Broker } from '../../harness/brokers/broker.ts';
import { healthyMosquittoFor } from '../../harness/faulty/healthy-broker.ts';
import { inFrontOf } from '../../harness/faulty/mangling-stream.ts';
import { protocolVersions } from '../../harness/protocol/version.ts';
import { brokerIfUp, needBroker } from '../support/require-broker.ts';
import { brokenByItself, faults, runOn, tried, untouched } from './trial.ts';

let asking: ReturnType<typeof brokerIfUp> | undefined;
afterAll(async () => (await asking)?.stop());

/** The project's Mosquitto, which is started for the first test that runs: `-t` may leave all of them out. */
async function mosquittoOrSkip({ skip }: Pick<TestContext, 'skip'>): Promise<Broker> {
  await needBroker({ skip });
  asking ??= brokerIfUp();
  const broker = await asking;
  if (broker === undefined) throw new Error('needBroker skips where there is none');
  return broker;
}

describe.concurrent.each(protocolVersions)(
  'what the embedded broker breaks by itself, MQTT level %s',
  (protocolVersion) => {
    const claims = brokenByItself(protocolVersion);

    test.for(faults.filter(({ breaks }) => claims.includes(breaks)))(
      'a Mosquitto that $does is noticed by $breaks',
      async (fault, { task, skip }) => {
        const healthy = await mosquittoOrSkip({ skip });
        const { breaks } = fault;
        const { mangle, ...options } = fault.options();
        const mended = inFrontOf(healthyMosquittoFor(breaks, protocolVersion), mangle);
        const run = await runOn(healthy, { ...options, mangle: mended }, breaks, protocolVersion);
        task.meta.tried = tried(fault, healthy, run);
        expect(run.result, run.reason?.en).toBe('broken');
      },
    );

    test.for(claims)('a Mosquitto that breaks nothing is not accused by %s', async (id, { task, skip }) => {
      const mangle = healthyMosquittoFor(id, protocolVersion);
      const run = await runOn(await mosquittoOrSkip({ skip }), { mangle }, id, protocolVersion);
      if (run.judged) task.meta.untouched = [untouched(run.judged, protocolVersion)];
      expect(run.result, run.reason?.en ?? JSON.stringify(run.judged)).toBe('holds');
    });
  },
);
