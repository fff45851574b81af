import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { Broker, OwnBroker } from '../../../harness/brokers/broker.ts';
import { openBroker, parseBroker } from '../../../harness/brokers/index.ts';
import type { Bench } from '../../../harness/claims/bench.ts';
import { runClaim } from '../../../harness/claims/run-claim.ts';
import type { SpecClaim } from '../../../harness/claims/spec-claim.ts';
import { cellOf } from '../../../harness/report/matrix.ts';
import { embedded } from '../lab/lab-that.ts';

/** A claim about a broker of its own that keeps what it has. */
const claimThat = (check: (own: Bench<OwnBroker>) => Promise<unknown>): SpecClaim => ({
  id: 'some.claim',
  says: { en: 'Something is so', ja: '何かがそうなっている' },
  statements: { 5: ['MQTT-3.1.2-22'] },
  ownBroker: true,
  check: async (bench) => ({
    expected: 0,
    seen: await check(await bench.ownBroker({ persistence: true })),
  }),
});

describe('a claim with a broker of its own', () => {
  test('is not run on somebody else’s broker, and says why in both languages', async () => {
    const { endpoints } = await embedded();
    const url = await openBroker(parseBroker(endpoints.mqtt ?? ''));
    const run = await runClaim(
      claimThat(async () => 0),
      url,
    );
    expect(run.result).toBe('not-run');
    expect(run.reason?.en).toContain('did not start this broker');
    expect(run.reason?.ja).toContain('設定は変えられません');
  });

  test('has its packets in evidence', async () => {
    const broker = await embedded();
    const run = await runClaim(
      claimThat(async (own) => (await own.connect('client')).code),
      broker,
    );
    expect(run.result).toBe('holds');
    expect(JSON.stringify(run.evidence)).toContain('CONNACK');
  });

  test('tells what is to be known about a restart, with the result', async () => {
    const note = { en: 'started a second time', ja: '2 度目の起動' };
    const broker = await embedded();
    const unsteady: Broker = {
      ...broker,
      another: async (setup) => {
        if (broker.another === undefined) throw new TypeError('the embedded broker has others of its kind');
        return { ...(await broker.another(setup)), restart: async () => note };
      },
    };
    const run = await runClaim(
      claimThat(async (own) => {
        await own.broker.restart();
        // What it says while it waits is no news.
        await own.letPass(1);
        return 0;
      }),
      unsteady,
    );
    expect(run).toMatchObject({ result: 'holds', notes: [note] });
    expect(cellOf(run, 'embedded')).toMatchObject({ notes: [note] });
  });

  test('leaves nothing running after the run where it comes to grief', async () => {
    const broker = await embedded();
    let closed: Promise<unknown> | undefined;
    const run = await runClaim(
      claimThat(async ({ broker: { endpoints } }) => {
        const port = Number(new URL(endpoints.mqtt ?? '').port);
        const bystander = connect(port, '127.0.0.1');
        await once(bystander, 'connect');
        // Nothing but the end of the broker closes it.
        closed = once(bystander, 'close');
        throw new RangeError('no');
      }),
      broker,
    );
    expect(run).toMatchObject({ result: 'not-run', reason: { en: 'RangeError: no' } });
    await broker.stop();
    await closed;
  });
});
