import { setTimeout as pass } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { same } from '../../../harness/base/text.ts';
import { openBroker, parseBroker } from '../../../harness/brokers/index.ts';
import { Identity } from '../../../harness/lab/identity.ts';
import { controlQuestion } from '../../../harness/lab/silence/control-question.ts';
import { ProvedSilence } from '../../../harness/lab/silence/proved-silence.ts';

const awaited = same('PUBACK');
const never = new Promise<never>(() => {});
const in_ = async <T>(ms: number, value: T): Promise<T> => {
  await pass(ms);
  return value;
};

/** Patience with a broker whose answers to the control question are these, and how often it was asked. */
async function patienceWith(...answers: (() => Promise<number>)[]) {
  const broker = await openBroker(parseBroker('embedded'));
  onTestFinished(() => broker.stop());
  let asked = 0;
  const ask = () => {
    const answer = answers[Math.min(asked, answers.length - 1)];
    asked++;
    return answer?.() ?? Promise.reject(new Error('not to be asked'));
  };
  const about = { broker, identity: new Identity(), protocolVersion: 5 as const };
  return { silence: new ProvedSilence(about, ask), asked: () => asked };
}

const atOnce = async () => 1;

test('what comes is returned, and nothing is asked', async () => {
  const { silence, asked } = await patienceWith();
  await expect(silence.until(in_(30, 'PUBACK'), awaited)).resolves.toBe('PUBACK');
  await expect(silence.until(Promise.reject(new Error('ended')), awaited)).rejects.toThrow('ended');
  expect(asked()).toBe(0);
});

test('what does not come is missing once the broker has answered twice', async () => {
  const { silence, asked } = await patienceWith(atOnce);
  await expect(silence.until(never, awaited)).rejects.toMatchObject({
    name: 'DeadlineError',
    message: 'did not come: PUBACK',
  });
  expect(asked()).toBe(2);
});

test('a deadline comes first, and is part of the message', async () => {
  const { silence } = await patienceWith(atOnce);
  await expect(silence.until(never, awaited, 50)).rejects.toThrow('waited 50 ms for PUBACK');
});

test('what comes before the control answer does is not missing', async () => {
  const { silence } = await patienceWith(() => never);
  await expect(silence.until(in_(400, 'PUBACK'), awaited)).resolves.toBe('PUBACK');
});

test('what comes a few round trips after the control answer is not missing', async () => {
  const { silence } = await patienceWith(async () => 200);
  await expect(silence.until(in_(1_000, 'PUBACK'), awaited)).resolves.toBe('PUBACK');
});

test('where the control answer is slow too, nothing is said about what is missing', async () => {
  const { silence } = await patienceWith(async () => 6_000);
  await expect(silence.until(never, awaited)).rejects.toMatchObject({
    code: 'too-slow',
    what: { en: expect.stringContaining('took 6.0 s too') },
  });
});

test('nothing is asked while something moves', async () => {
  const { silence, asked } = await patienceWith();
  const moving = setInterval(() => silence.moved(), 20);
  onTestFinished(() => clearInterval(moving));
  await expect(silence.until(in_(600, 'PUBACK'), awaited)).resolves.toBe('PUBACK');
  expect(asked()).toBe(0);
});

test('a step is not silent while something in it is awaited', async () => {
  const { silence, asked } = await patienceWith();
  const waiting = silence.waiting();
  const step = silence.whileMoving(in_(400, 'done'), awaited, 50);
  await expect(step).resolves.toBe('done');
  waiting[Symbol.dispose]();
  expect(asked()).toBe(0);
});

test('a step in which nothing happens any more is over', async () => {
  const { silence } = await patienceWith(atOnce);
  await expect(silence.whileMoving(never, awaited, 50)).rejects.toThrow('did not come: PUBACK');
});

test('the control question is answered by a broker, and by none that is gone', async () => {
  const broker = await openBroker(parseBroker('embedded'));
  const about = { broker, identity: new Identity(), protocolVersion: 4 as const };
  expect(await controlQuestion(about)).toBeGreaterThan(0);
  await broker.stop();
  await expect(controlQuestion(about)).rejects.toMatchObject({
    code: 'no-control-answer',
    what: { en: expect.stringContaining('embedded no longer answers') },
  });
});
