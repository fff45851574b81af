import mqtt, { type MqttClient } from 'mqtt';
import { describe, expect, test } from 'vitest';
import { CallMistake } from '../../../../harness/lab/editing/call-mistake.ts';
import { checkCalls, checkConnect } from '../../../../harness/lab/editing/check-calls.ts';

/** A client that never connects, and whose calls are checked. */
function client(mayClose = false): MqttClient {
  const unconnected = mqtt.connect('mqtt://127.0.0.1:1', { manualConnect: true });
  checkCalls(unconnected, (topic) => topic.replace('prefix/', ''), mayClose);
  return unconnected;
}

const publish = (topic: string, options: object = {}) => client().publishAsync(topic, 'open', options);
const subscribe = (filter: string | string[], options: object = {}) =>
  client().subscribeAsync(filter, options);

describe('a call that cannot work is named', () => {
  test.for([
    ['a topic with +', () => publish('prefix/office/+'), 'no message can be sent to "office/+"'],
    ['a topic with #', () => publish('#'), 'no message can be sent to "#"'],
    ['no topic at all', () => publish(''), 'the topic is empty'],
    ['retain misspelt', () => publish('a', { retian: true }), 'no option retian: did you mean retain?'],
    ['an option of nothing', () => publish('a', { colour: 1 }), 'no option colour: it would be ignored'],
    [
      'a property misspelt',
      () => publish('a', { properties: { responseTopik: 'b' } }),
      'no option responseTopik: did you mean responseTopic?',
    ],
    ['# before the end', () => subscribe('a/#/b'), '# must be the last level'],
    ['# in a level', () => subscribe('a/b#'), '+ and # stand alone'],
    ['+ in a level', () => subscribe(['ok', 'prefix/a+/b']), '"a+/b" is no topic filter'],
    ['no filter at all', () => subscribe(''), 'the topic is empty'],
    ['rap misspelt', () => subscribe('a', { qos: 1, rapp: true }), 'no option rapp: did you mean rap?'],
  ] as const)('%s', async ([, call, sentence]) => {
    const error = await call().catch((thrown: unknown) => thrown);
    if (!(error instanceof CallMistake)) throw new Error('it was not noticed');
    expect(error.message).toContain(sentence);
    expect(error.what.ja + error.advice.ja).toMatch(/[ぁ-ん]/);
  });

  test('an option of connect', () => {
    const misspelt = { clean: true, keepalve: 3 };
    expect(() => checkConnect(misspelt)).toThrow('connect has no option keepalve: did you mean keepalive?');
  });

  test('a property of connect', () => {
    const properties = { receiveMaximum: 1, sessionExpiry: 3 };
    expect(() => checkConnect({ properties })).toThrow('did you mean sessionExpiryInterval?');
  });
});

describe('a call that may work is left alone', () => {
  test('by publish and subscribe', () => {
    const calls = client();
    calls.publish('a/b', 'open', { qos: 1, retain: true, properties: { messageExpiryInterval: 1 } });
    for (const filter of ['#', '+', 'a/+/b/#', '$share/g/a', '/'])
      void calls.subscribeAsync(filter, { qos: 1, nl: true, rap: true, rh: 1 }).catch(() => {});
  });

  test('of a client whose connection the broker may close', () => {
    client(true).publish('a/+', 'not allowed');
  });

  test('by connect, with options of TLS that MQTT.js does not name', () => {
    const options = { clean: true, keepalive: 3, ciphers: 'x', minVersion: 'TLSv1.3', properties: {} };
    expect(() => checkConnect(options)).not.toThrow();
  });
});
