import { expect, test } from 'vitest';
import { clouds } from '../../../../harness/talk/sync/clouds.ts';
import { block, complaint } from './deck-with.ts';

const place = { deck: '/talk.md', line: 1 };

test('a column for each cloud, a row for each limit, in both languages', () => {
  const what = 'hivemq-cloud,aws-iot-core maximumQoS,topicLevels';
  expect(clouds(what, place, 'en')).toEqual([
    '| limit | AWS IoT Core | HiveMQ Cloud |',
    '| --- | --- | --- |',
    '| QoS, at most | 1 | 2 |',
    '| levels of a topic or filter | 8\\* | — |',
  ]);
  expect(clouds(what, place, 'ja')[0]).toBe('| 制限 | AWS IoT Core | HiveMQ Cloud |');
});

test('an unknown cloud or limit is told, with the nearest one', () => {
  expect(complaint(() => block('clouds', 'aws-iot-cor maximumQoS'))).toMatch(
    /there is no cloud "aws-iot-cor".*aws-iot-core/s,
  );
  expect(complaint(() => block('clouds', 'aws-iot-core maximumQos'))).toMatch(
    /clouds have no limit "maximumQos".*maximumQoS/s,
  );
});
