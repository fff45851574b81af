import { connectAsync } from 'mqtt';
import { expect, onTestFinished, test } from 'vitest';
import { afterOwnTime } from '../../../harness/base/own-time.ts';
import { parse } from '../../../harness/process/command/parse.ts';
import type { StartClient } from '../../../harness/situations/client-under-test.ts';
import { clientTable } from '../../../harness/situations/command-table.ts';
import type { Conduct } from '../../../harness/situations/conduct.ts';
import { clientOptions } from '../../../harness/situations/options.ts';
import { rehearse } from '../../../harness/situations/rehearsal.ts';
import { stageCertificates } from '../../../harness/situations/stage/certificates.ts';
import { kindOf } from '../../../harness/situations/stage/kind-of.ts';
import { down, playedOf, up } from './stories/story.ts';

/** When the client below publishes, and how long a short and a long rehearsal wait, in milliseconds of own time. */
const PUBLISHES_AFTER = 800;
const SHORT = 100;
const LONG = 1_600;

/** Publishes late. Its clock is the one of the rehearsal, so a busy machine does not change which of them comes first. */
const late: StartClient = ({ url }) => {
  const ended = Promise.withResolvers<{ code: number }>();
  const connecting = connectAsync(url, { clientId: 'late', reconnectPeriod: 0 });
  let withdraw = () => {};
  connecting.then(
    (client) => {
      withdraw = afterOwnTime(PUBLISHES_AFTER, () => client.publish('office/door', 'open', { qos: 1 }));
    },
    () => ended.resolve({ code: 1 }),
  );
  const stop = async () => {
    const client = await connecting.catch(() => undefined);
    withdraw();
    await client?.endAsync(true);
    ended.resolve({ code: 0 });
  };
  return { ended: ended.promise, lines: [], stop };
};

async function rehearsed(settle: number): Promise<Conduct> {
  const certificates = await stageCertificates();
  onTestFinished(() => certificates[Symbol.asyncDispose]());
  const { conduct } = await rehearse(late, { certificates, settle, signal: new AbortController().signal });
  return conduct;
}

test('a rehearsal that ends early does not see what the client does later', async () => {
  const { published, takes } = await rehearsed(SHORT);
  expect({ published, takes }).toEqual({ published: [], takes: 0 });
});

test('a rehearsal that settles longer sees it, and situations wait as long for it', async () => {
  const { published, takes } = await rehearsed(LONG);
  expect(published).toMatchObject([{ topic: 'office/door', qos: 1 }]);
  expect(takes).toBeGreaterThan(PUBLISHES_AFTER - 50);
});

test('keeping the connection alive is nothing new', () => {
  expect(playedOf([up('CONNECT'), up('PINGREQ'), down('PINGRESP')]).entries.map(kindOf)).toEqual([
    'CONNECT',
    '',
    '',
  ]);
});

const settleOf = (...words: string[]) =>
  clientOptions({ ...parse([...words, '--', 'true'], clientTable), language: 'en', tell: () => {} }).settle;

test('--settle is in seconds', () => {
  expect(settleOf('--settle', '7')).toBe(7_000);
  expect(settleOf()).toBeUndefined();
  expect(() => settleOf('--settle', '0')).toThrow('--settle');
});
