import { expect, test } from 'vitest';
import {
  brokenByRealOnly,
  clientScoreLines,
  neverBroken,
  type Score,
  scoreLines,
} from '../../support/scoreboard.ts';

const noticed = {
  does: 'loses PUBACK',
  breaks: 'qos.acknowledged',
  protocolVersion: 4,
  broker: 'Mosquitto 2.0.21',
  noticed: true,
} as const;
const missed = { ...noticed, protocolVersion: 5, noticed: false } as const;
const holds = (protocolVersion: 4 | 5) =>
  ({ claim: 'qos.acknowledged', protocolVersion, result: 'holds' }) as const;
const deviates = { claim: 'redelivery.dup', protocolVersion: 4, result: 'deviates' } as const;

test('everything was noticed, and nobody accused', () => {
  const score: Score = { tried: [noticed], untouched: [holds(4)], leftOut: [] };
  expect(scoreLines(score)).toEqual([
    '1 faulty brokers, 1 runs under 3.1.1 and 5: 1 noticed (100 %)',
    '  1 in front of Mosquitto 2.0.21',
    'survivors: none',
    '1 claims through a proxy that breaks nothing: 0 false alarms',
    'false alarms: none',
    'claims that only a real broker ever broke: none',
    'claims that nothing broke: none',
  ]);
});

test('names survivors, false alarms and claims that nothing broke', () => {
  const score: Score = {
    tried: [noticed, missed],
    untouched: [holds(4), holds(5), { claim: 'retain.kept', protocolVersion: 4, result: 'accused' }],
    leftOut: [],
  };
  const lines = scoreLines(score);
  expect(lines).toContain('  a broker that loses PUBACK, by qos.acknowledged (MQTT 5)');
  expect(lines).toContain('  retain.kept (MQTT 3.1.1)');
  expect(lines[0]).toContain('(50 %)');
  expect(neverBroken(score)).toEqual(['qos.acknowledged (MQTT 5)']);
});

test('names claims that only a real broker broke: an untouched one, and no fault', () => {
  const score: Score = { tried: [noticed], untouched: [deviates], leftOut: [] };
  expect(neverBroken(score)).toEqual([]);
  expect(brokenByRealOnly(score)).toEqual(['redelivery.dup (MQTT 3.1.1)']);
  expect(scoreLines(score).slice(-3)).toEqual([
    'claims that only a real broker ever broke:',
    '  redelivery.dup (MQTT 3.1.1)',
    'claims that nothing broke: none',
  ]);
});

test('holding on one broker and broken by another, a claim is named once, and as what it is', () => {
  const untouched = [deviates, { ...deviates, result: 'holds' }] as const;
  const survived = { ...missed, breaks: 'redelivery.dup', protocolVersion: 4 } as const;
  const score: Score = { tried: [survived], untouched, leftOut: [] };
  expect(neverBroken(score)).toEqual([]);
  expect(brokenByRealOnly(score)).toEqual(['redelivery.dup (MQTT 3.1.1)']);
});

test('a fault that was noticed on another broker turns a claim that this one breaks by itself', () => {
  const tried = [{ ...noticed, breaks: 'redelivery.dup' }];
  const score: Score = { tried, untouched: [deviates], leftOut: [] };
  expect(brokenByRealOnly(score)).toEqual([]);
});

test('the same claim under another protocol version is another one', () => {
  const tried = [{ ...noticed, breaks: 'redelivery.dup', protocolVersion: 5 } as const];
  const score: Score = { tried, untouched: [deviates], leftOut: [] };
  expect(brokenByRealOnly(score)).toEqual(['redelivery.dup (MQTT 3.1.1)']);
});

test('counts what was left out, by reason', () => {
  const why = 'mosquitto: not started, image not available';
  const lines = scoreLines({ tried: [noticed], untouched: [], leftOut: [why, why] });
  expect(lines).toContain(`2 tests left out: ${why}`);
});

test('says nothing where no faulty broker was tried', () => {
  expect(scoreLines({ tried: [], untouched: [], leftOut: [] })).toEqual([]);
});

test('names faulty clients that no claim noticed, and lawful ones that were accused', () => {
  const tried = { does: 'forgets DUP', breaks: 'resend.dup', protocolVersion: 4, noticed: true } as const;
  const lawful = { does: 'is late', protocolVersion: 5, accusedBy: ['acknowledge.qos1'] } as const;
  expect(clientScoreLines([tried, { ...tried, protocolVersion: 5, noticed: false }], [lawful])).toEqual([
    '1 faulty clients, 2 runs under 3.1.1 and 5: 1 noticed',
    'survivors:',
    '  a client that forgets DUP, by resend.dup (MQTT 5)',
    '1 lawful clients in every situation: 1 false alarms',
    'false alarms:',
    '  a client that is late, by acknowledge.qos1 (MQTT 5)',
  ]);
  expect(clientScoreLines([], [])).toEqual([]);
});
