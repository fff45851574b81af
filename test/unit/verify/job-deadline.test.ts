import { describe, expect, onTestFinished, test } from 'vitest';
import { afterOwnTime } from '../../../harness/base/own-time.ts';
import type { Broker } from '../../../harness/brokers/broker.ts';
import { openEmbedded } from '../../../harness/brokers/embedded/embedded.ts';
import { openBroker } from '../../../harness/brokers/index.ts';
import { JobDeadline } from '../../../harness/verify/job-deadline.ts';

const DEADLINE_MS = 60;

/** Time as a deadline counts it. */
const ownTime = (ms: number) => new Promise<void>((resolve) => void afterOwnTime(ms, resolve));

/** A broker whose others take longer to start, and to restart, than a job may take. */
async function slow(): Promise<Broker> {
  const broker = await openBroker({ name: 'embedded' });
  onTestFinished(() => broker.stop());
  return {
    ...broker,
    another: async (setup) => {
      await ownTime(3 * DEADLINE_MS);
      const own = await openEmbedded(undefined, setup);
      onTestFinished(() => own.stop());
      const restart = async () => {
        await ownTime(3 * DEADLINE_MS);
        return own.restart();
      };
      return { ...own, restart };
    },
  };
}

const deadline = () => new JobDeadline({ en: 'the job to end', ja: 'ジョブの終わり' }, DEADLINE_MS);

describe('the deadline of a job', () => {
  test('does not count what it waits for a broker of its own', async () => {
    const until = deadline();
    const broker = until.around(await slow());
    const job = async () => {
      const own = await broker.another?.({});
      await own?.restart();
      return 'done';
    };
    expect(await until.of(job())).toBe('done');
    expect(until.signal.aborted).toBe(false);
  });

  test('counts what comes after that, and ends the job', async () => {
    const until = deadline();
    const broker = until.around(await slow());
    const job = async () => {
      await broker.another?.({});
      return new Promise<never>(() => {});
    };
    await expect(until.of(job())).rejects.toThrow(`waited ${DEADLINE_MS} ms for the job to end`);
    expect(until.signal.aborted).toBe(true);
  });

  test('counts from the beginning where there is no broker of its own', async () => {
    const until = deadline();
    await expect(until.of(new Promise<never>(() => {}))).rejects.toThrow('the job to end');
  });

  test('is over with the job', async () => {
    const until = deadline();
    expect(await until.of(Promise.resolve(1))).toBe(1);
    await ownTime(3 * DEADLINE_MS);
    expect(until.signal.aborted).toBe(false);
  });
});
