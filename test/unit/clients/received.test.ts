import { expect, test } from 'vitest';
import { receivedInLines } from '../../../harness/clients/mqttx/received.ts';
import { receivedInJson } from '../../../harness/clients/received.ts';

test('messages as lines of JSON, between lines about something else', () => {
  const lines = [
    'connected',
    '{"topic":"a/b","qos":1,"retain":false,"payload":"open"}',
    // mosquitto_sub -F %j
    '{"tst":"2026-11-28T00:36:15.261502Z+0000","topic":"a/b","qos":2,"retain":1,"payloadlen":6,"mid":1,"payload":"\\"ö"}',
    '{"topic":"a/b"}',
    '7',
  ];
  expect(receivedInJson(lines)).toEqual([
    { topic: 'a/b', payload: 'open', qos: 1, retain: false },
    { topic: 'a/b', payload: '"ö', qos: 2, retain: true },
  ]);
});

test('messages as mqttx sub writes them', () => {
  const lines = [
    '✔ Subscribed to a/b',
    'received_at: 2026-11-28T00:37:00.500Z, topic: a/b, qos: 1, size: 6B, retain: true',
    '"ö"x',
    '',
    'received_at: 2026-11-28T00:37:01.500Z, topic: a, b, qos: 0, size: 0B',
    '',
    '',
  ];
  expect(receivedInLines(lines)).toEqual([
    { topic: 'a/b', payload: '"ö"x', qos: 1, retain: true },
    { topic: 'a, b', payload: '', qos: 0, retain: false },
  ]);
});
