import { expect, test } from 'vitest';
import { same } from '../../../harness/base/text.ts';
import type { LabEvent } from '../../../harness/lab/events.ts';
import { defineLab } from '../../../harness/lab/lab.ts';
import { recordingOf } from '../../../harness/lab/recording/recording.ts';
import { runLab } from '../../../harness/lab/run.ts';

import { embedded, labThat } from './lab-that.ts';

test('every claim judged and holding: the outcome is holds', async () => {
  const lab = labThat(async (run) => {
    await run.claim('a', 1, 1);
    await run.claim('b', { x: 1 }, async () => ({ x: 1, y: 2 }));
  });
  const run = await runLab(lab, await embedded());
  expect(run).toMatchObject({ outcome: 'holds', claims: [{ id: 'a' }, { id: 'b', seen: { x: 1 } }] });
  expect(run.reason).toBeUndefined();
});

test('a broken claim does not end the lab, and decides its outcome', async () => {
  const lab = labThat(async (run) => {
    await run.claim('a', 1, 2);
    await run.claim('b', 1, 1);
  });
  const run = await runLab(lab, await embedded());
  expect(run).toMatchObject({
    outcome: 'broken',
    claims: [{ id: 'a', expected: 1, seen: 2 }, { result: 'holds' }],
  });
});

test('a message that does not come breaks the claim that awaits it', async () => {
  const lab = labThat(async (run) => {
    const client = await run.connect('client');
    await run.claim('a', 'open', () => run.inbox(client).next(20));
    await run.claim('b', 1, 1);
  });
  const { claims } = await runLab(lab, await embedded());
  expect(claims[0]).toMatchObject({
    result: 'broken',
    seen: 'waited 20 ms for a message for client (0 came)',
  });
});

test('a claim the lab never reached is not overlooked', async () => {
  const run = await runLab(
    labThat((lab) => lab.claim('a', 1, 1)),
    await embedded(),
  );
  expect(run).toMatchObject({
    outcome: 'could-not-run',
    reason: { en: expect.stringMatching(/never reached.*: b$/) },
  });
});

test('a claim the lab never reached is unsupported if the broker says that it does not do what it needs', async () => {
  const events: LabEvent[] = [];
  const lab = defineLab({
    id: '99-test',
    title: same('test'),
    claims: { a: { says: same('a'), statements: { 5: ['MQTT-3.1.4-5'] }, needs: ['qos2'] } },
    run: async () => {},
  });
  const broker = await embedded();
  const less = { ...broker, capabilities: { ...broker.capabilities, maximumQoS: 1 as const } };
  const run = await runLab(lab, less, { onEvent: (event) => events.push(event) });
  const why = expect.objectContaining({ en: expect.stringContaining('its CONNACK says') });
  const claim = { id: 'a', says: same('a'), statements: ['MQTT-3.1.4-5'], why };
  expect(run).toMatchObject({ outcome: 'holds', claims: [], unsupported: [claim] });
  expect(events.slice(1)).toMatchObject([{ type: 'unsupported', ...claim }, { type: 'done' }]);
  expect(recordingOf(run, new Date()).unsupported).toMatchObject([claim]);
  expect(await runLab(lab, broker)).toMatchObject({ outcome: 'could-not-run', unsupported: [] });
});

test('a claim is expected only under the protocol versions it speaks of', async () => {
  const lab = labThat((run) => run.claim('a', 1, 1));
  expect(await runLab(lab, await embedded(), { protocolVersion: 4 })).toMatchObject({ outcome: 'holds' });
});

test('a claim that was not declared, or is judged twice, is a mistake in the lab', async () => {
  const undeclared = labThat((lab) => lab.claim('c' as 'a', 1, 1));
  const twice = labThat(async (lab) => {
    await lab.claim('a', 1, 1);
    await lab.claim('a', 1, 1);
  });
  const broker = await embedded();
  expect(await runLab(undeclared, broker)).toMatchObject({ outcome: 'could-not-run' });
  expect(await runLab(twice, broker)).toMatchObject({
    reason: { en: expect.stringContaining('judged twice') },
  });
});

test('a broker that dies ends the lab at once and the reason names the step', async () => {
  const broker = await embedded();
  const lab = labThat(async (run) => {
    const client = await run.connect('client');
    await broker.stop();
    await run.inbox(client).next(60_000);
  });
  const run = await runLab(lab, broker);
  expect(run.outcome).toBe('could-not-run');
  expect(run.reason?.en).toMatch(/^step 1 \(the step\): the connection of client was lost/);
});

test('an abort ends the lab', async () => {
  const abort = new AbortController();
  const lab = labThat(async (run) => {
    const client = await run.connect('client');
    abort.abort();
    await run.inbox(client).next(60_000);
  });
  const run = await runLab(lab, await embedded(), { signal: abort.signal });
  expect(run).toMatchObject({
    outcome: 'could-not-run',
    reason: { en: expect.stringContaining('interrupted') },
  });
});

test('what a lab asks for after its end is not opened', async () => {
  const abort = new AbortController();
  const ended = Promise.withResolvers<void>();
  let late: Promise<unknown> | undefined;
  const lab = labThat(async (run) => {
    late = ended.promise.then(() => run.tapped('ws'));
    abort.abort();
    await late;
  });
  await runLab(lab, await embedded(), { signal: abort.signal });
  ended.resolve();
  await expect(late).rejects.toThrow('this run is over');
});

test('events tell the run from its start to its end', async () => {
  const events: LabEvent[] = [];
  const lab = labThat(async (run) => {
    run.note(same('seen'));
    await run.claim('a', 1, 1);
    run.observe('o', same('o'), 3);
    await run.claim('b', 1, 1);
  });
  await runLab(lab, await embedded(), { onEvent: (event) => events.push(event) });
  expect(events.map((event) => event.type)).toEqual([
    'start',
    'step',
    'note',
    'claim',
    'observation',
    'claim',
    'done',
  ]);
  expect(JSON.parse(JSON.stringify(events))).toEqual(events);
});

test('a known deviation is no news, unless the broker does something else again', async () => {
  const broker = { ...(await embedded()), version: '2.0.0-beta.1' };
  const dup = (seen: unknown) =>
    defineLab({
      id: '99-test',
      title: same('test'),
      claims: { 'redelivery.dup': { says: same('dup'), statements: { 5: ['MQTT-3.3.1-1'] } } },
      run: (lab) => lab.claim('redelivery.dup', { dup: true }, seen),
    });
  expect(await runLab(dup({ dup: false }), broker)).toMatchObject({
    outcome: 'holds',
    claims: [{ result: 'broken' }],
  });
  expect(await runLab(dup('nothing'), broker)).toMatchObject({ outcome: 'broken' });
  const on = (version: string) => runLab(dup({ dup: false }), { ...broker, version });
  expect(await on('1.9.9')).toMatchObject({ outcome: 'broken' });
  expect(await on('9.9.9')).toMatchObject({
    outcome: 'holds',
    claims: [
      { result: 'broken', deviation: { is: 'known', note: { en: 'last looked at on 2.0.0-beta.1' } } },
    ],
  });
});

test('a known deviation is found by which broker it is, and not by what it is shown as', async () => {
  const lab = defineLab({
    id: '99-test',
    title: same('test'),
    claims: { 'will.delay-without-session': { says: same('will'), statements: { 5: ['MQTT-3.1.2-8'] } } },
    run: (lab) => lab.claim('will.delay-without-session', 'in time', 'never'),
  });
  const broker = {
    ...(await embedded()),
    name: 'mqtt://127.0.0.1:1883',
    version: 'mosquitto version 2.0.11',
  };
  expect(await runLab(lab, broker)).toMatchObject({ outcome: 'broken' });
  const identity = { name: 'mosquitto', version: '2.0.11', ownWord: true } as const;
  expect(await runLab(lab, { ...broker, identity })).toMatchObject({ outcome: 'holds' });
});
