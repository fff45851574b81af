import { expect, test } from 'vitest';
import type { Broker } from '../../../harness/brokers/broker.ts';
import { runLabClaims } from '../../../harness/claims/run-lab-claims.ts';
import { defineLab } from '../../../harness/lab/lab.ts';
import { runLab } from '../../../harness/lab/run.ts';
import { embedded, labThat } from './lab-that.ts';

const users = [{ username: 'alice', password: 'wonderland' }];

/** The broker as a foreign one. */
const foreign = ({ another: _, ...broker }: Broker): Broker => broker;

test('a lab starts a broker with users, beside the one that asks for none', async () => {
  const lab = labThat(async ({ brokerWith, connack, connect, claim, setsUpBrokers }) => {
    const own = await brokerWith({ users });
    const alice = await own.connect('alice', users[0]);
    const stranger = own.connect('stranger');
    await claim('a', { code: 4, setsUpBrokers: true }, async () => ({
      code: await stranger.catch(({ code }: { code: unknown }) => code),
      setsUpBrokers,
    }));
    expect(connack(alice).returnCode).toBe(0);
    await connect('stranger');
  });
  const { claims, reason, trace } = await runLab(lab, await embedded(), { protocolVersion: 4 });
  expect({ reason, results: claims.map(({ result }) => result) }).toEqual({ results: ['holds'] });
  expect(trace.to('alice').types()).toContain('CONNACK');
});

test('messages to a client of such a broker are in its inbox', async () => {
  const lab = labThat(async (lab) => {
    const client = await (await lab.brokerWith({ users })).connect('alice', users[0]);
    await client.subscribeAsync(lab.topic('a'), { qos: 1 });
    await client.publishAsync(lab.topic('a'), 'to myself', { qos: 1 });
    await lab.claim('a', 'to myself', async () => (await lab.inbox(client).next()).payload);
    await lab.claim('b', [], () => lab.fence(lab.inbox(client), client, lab.topic('a'), 1));
  });
  expect(await runLab(lab, await embedded())).toMatchObject({ outcome: 'holds' });
});

test('on somebody else’s broker, a lab that asks for one says in both languages why it cannot run', async () => {
  const lab = labThat(async ({ brokerWith }) => void (await brokerWith({ users })));
  const { outcome, reason } = await runLab(lab, foreign(await embedded()));
  expect(outcome).toBe('could-not-run');
  expect(reason?.en).toContain('did not start this broker');
  expect(reason?.ja).toContain('設定は変えられません');
});

test('a kind that this harness cannot set up so is unsupported by it, and not broken', async () => {
  const lab = labThat(async ({ brokerWith }) => void (await brokerWith({ users })));
  const { claims, run } = await runLabClaims(lab, { ...(await embedded()), cannot: ['users'] });
  expect(claims.map(({ result }) => result)).toEqual(['unsupported', 'unsupported']);
  expect(run.reason?.en).toContain('does not know how to set up');
  expect(run.reason?.ja).toContain('設定する方法がない');
});

test('a claim that needs one is left out on somebody else’s broker, and the others are judged', async () => {
  const { claims } = labThat(async () => {});
  const lab = defineLab({
    id: '99-test',
    title: 'test',
    claims: { ...claims, own: { says: 'own', ownBroker: true } },
    run: async ({ claim, setsUpBrokers }) => {
      await claim('a', true, true);
      await claim('b', false, setsUpBrokers);
    },
  });
  const { run, claims: judged } = await runLabClaims(lab, foreign(await embedded()));
  expect(run.outcome).toBe('holds');
  expect(run.unsupported.map(({ id, why }) => [id, why.en])).toEqual([
    ['own', 'this needs a broker with its own setup, and this project did not start this broker'],
  ]);
  expect(judged.map(({ result, leftOut }) => [result, leftOut])).toEqual([
    ['holds', undefined],
    ['holds', undefined],
    ['not-run', true],
  ]);
});
