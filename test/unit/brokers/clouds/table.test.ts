import path from 'node:path';
import { expect, it } from 'vitest';
import { languages } from '../../../../harness/base/text.ts';
import { limitText, limitValue, sourceText } from '../../../../harness/brokers/clouds/limit-text.ts';
import { cloudsPage, cloudsTable } from '../../../../harness/brokers/clouds/table.ts';
import { limitNames } from '../../../../harness/brokers/clouds/words.ts';
import { brokerKinds } from '../../../../harness/brokers/kinds.ts';
import { repositoryRoot } from '../../../../harness/process/repository-root.ts';

const clouds = brokerKinds.flatMap(({ name, cloud }) => (cloud === undefined ? [] : [{ name, cloud }]));

it.each([
  ['en', 'clouds.md'],
  ['ja', 'clouds.ja.md'],
] as const)('the page in %s is what the facts give: -u writes it anew', async (language, file) => {
  await expect(cloudsPage(language)).toMatchFileSnapshot(path.join(repositoryRoot, 'docs', file));
});

it('every fact is in the table, and every row has a cell for each cloud', () => {
  for (const language of languages) {
    const lines = cloudsTable(language);
    const documented = limitNames.filter((name) => clouds.some(({ cloud }) => cloud[name] !== undefined));
    expect(lines).toHaveLength(2 + documented.length);
    for (const line of lines) expect(line.split(' | ')).toHaveLength(1 + clouds.length);
    expect(lines.join('\n')).not.toMatch(/undefined|NaN|\[object/);
  }
  for (const { cloud } of clouds) expect(limitNames).toEqual(expect.arrayContaining(Object.keys(cloud)));
});

it('a table may have some of the limits and clouds only', () => {
  const lines = cloudsTable('en', {
    limits: ['maximumQoS', 'filtersPerSubscribe'],
    clouds: ['aws-iot-core', 'hivemq-cloud'],
  });
  expect(lines).toEqual([
    '| limit | AWS IoT Core | HiveMQ Cloud |',
    '| --- | --- | --- |',
    '| QoS, at most | 1 | 2 |',
    '| filters in a SUBSCRIBE | 8\\* | — |',
  ]);
});

it('a limit in words has its value and its source, in both languages', () => {
  const aws = clouds[0]?.cloud;
  if (aws?.payloadBytes === undefined) throw new Error('AWS documents it');
  expect(limitText(aws, 'payloadBytes')).toEqual({
    en: 'payload, at most: 128 KiB',
    ja: 'ペイロード: 128 KiB',
  });
  expect(limitValue(aws, 'filterLevels')).toBeUndefined();
  expect(sourceText(aws.payloadBytes)).toEqual({
    en: 'https://docs.aws.amazon.com/general/latest/gr/iot-core.html#message-broker-limits (read 2026-11, as quoted)',
    ja: 'https://docs.aws.amazon.com/general/latest/gr/iot-core.html#message-broker-limits (2026-11 閲覧、引用による)',
  });
});
