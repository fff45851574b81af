import { expect, test } from 'vitest';
import { neverBroken, type Score, scoreLines } from '../../faulty/scoreboard.ts';

const noticed = {
  does: 'loses PUBACK',
  breaks: 'qos.acknowledged',
  protocolVersion: 4,
  noticed: true,
} as const;
const missed = { ...noticed, protocolVersion: 5, noticed: false } as const;
const holds = (protocolVersion: 4 | 5) =>
  ({ claim: 'qos.acknowledged', protocolVersion, result: 'holds' }) as const;

test('everything was noticed, and nobody accused', () => {
  const score: Score = { tried: [noticed], untouched: [holds(4)] };
  expect(scoreLines(score)).toEqual([
    '1 faulty brokers, 1 runs under 3.1.1 and 5: 1 noticed (100 %)',
    'survivors: none',
    '1 claims through a proxy that changes nothing: 0 false alarms',
    'false alarms: none',
    'claims that nothing broke: none',
  ]);
});

test('names survivors, false alarms and claims that nothing broke', () => {
  const score: Score = {
    tried: [noticed, missed],
    untouched: [holds(4), holds(5), { claim: 'retain.kept', protocolVersion: 4, result: 'accused' }],
  };
  const lines = scoreLines(score);
  expect(lines).toContain('  a broker that loses PUBACK, by qos.acknowledged (MQTT 5)');
  expect(lines).toContain('  retain.kept (MQTT 3.1.1)');
  expect(lines[0]).toContain('(50 %)');
  expect(neverBroken(score)).toEqual(['qos.acknowledged (MQTT 5)']);
});

test('a claim that the untouched broker breaks by itself has been seen broken', () => {
  const score: Score = {
    tried: [noticed],
    untouched: [{ claim: 'redelivery.dup', protocolVersion: 4, result: 'deviates' }],
  };
  expect(neverBroken(score)).toEqual([]);
});

test('says nothing where no faulty broker was tried', () => {
  expect(scoreLines({ tried: [], untouched: [] })).toEqual([]);
});
