import { expect, test } from 'vitest';
import { same } from '../../../../harness/base/text.ts';
import type { Differences, ObservedValue } from '../../../../harness/report/differences/document.ts';
import { differences } from '../../../../harness/talk/sync/differences.ts';
import { complaint } from './deck-with.ts';

const place = { deck: '/talk.md', line: 1 };

const origin = same('');
const measuredAt = '2026-11-24';
const at = (broker: string, version: string, protocolVersion: 4 | 5, seen: string): ObservedValue => ({
  broker,
  version,
  protocolVersion,
  seen,
  answer: { en: `${seen} in words`, ja: `言葉で ${seen}` },
});

const measured: Differences = {
  format: 'mqtt-hands-on-differences',
  version: 1,
  brokers: [
    { name: 'mosquitto', version: '2.0.9', origin, measuredAt },
    { name: 'mosquitto', version: '2.0.21', origin, measuredAt },
    { name: 'embedded', version: '2.0.0', origin, measuredAt },
    { name: 'emqx', version: '5.8.9', origin, measuredAt },
  ],
  observations: [
    {
      id: 'hash',
      says: { en: '# | allowed', ja: '# が使える' },
      protocolVersions: [4, 5],
      settings: {},
      values: [
        at('mosquitto', '2.0.9', 5, 'old'),
        at('mosquitto', '2.0.21', 5, 'new'),
        at('embedded', '2.0.0', 4, 'one'),
        at('embedded', '2.0.0', 5, 'two'),
        { broker: 'emqx', version: '5.8.9', protocolVersion: 5, reason: same('not there') },
      ],
    },
    { id: 'nobody', says: same('x'), protocolVersions: [5], settings: {}, values: [] },
  ],
};

test('differences are a table of what was measured, on the newest version of each broker', () => {
  expect(differences('mosquitto,embedded,emqx hash,nobody', place, 'ja', measured)).toEqual([
    '| 違うところ | Mosquitto 2.0.21 | aedes (embedded) 2.0.0 |',
    '| --- | --- | --- |',
    '| # が使える | 言葉で new | MQTT 3.1.1: 言葉で one / MQTT 5: 言葉で two |',
  ]);
  expect(differences('mosquitto hash', place, 'en', measured)[2]).toBe('| # \\| allowed | new in words |');
});

test('differences are on the version that is named', () => {
  expect(differences('mosquitto@2.0.9 hash', place, 'en', measured)).toEqual([
    '| What differs | Mosquitto 2.0.9 |',
    '| --- | --- |',
    '| # \\| allowed | old in words |',
  ]);
});

test.each([
  ['mosquito hash', 'did you mean mosquitto?'],
  ['mosquitto@2.0.22 hash', 'docs/differences.json has no mosquitto 2.0.22: did you mean 2.0.21?'],
  ['mosquitto hahs', 'did you mean hash?'],
])('differences of %s: the nearest name', (what, sentence) => {
  expect(complaint(() => differences(what, place, 'en', measured))).toContain(sentence);
});
