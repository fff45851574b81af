import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { CannotRunError } from '../../../harness/base/errors.ts';
import { brokerNames, parseBroker } from '../../../harness/brokers/index.ts';

const noEnvironment = {};
const choose = `choose ${brokerNames.join(', ')}, or a URL such as mqtt://localhost:1883`;

function refusal(word: string): CannotRunError {
  try {
    parseBroker(word, noEnvironment);
  } catch (error) {
    if (error instanceof CannotRunError) return error;
    throw error;
  }
  throw new Error(`'${word}' was accepted`);
}

/** Everything of an error that a person or a log could get to see. */
const shown = (error: CannotRunError) => inspect(error, { depth: 9 }) + JSON.stringify(error);

describe('a broker by name', () => {
  it.each(brokerNames)('%s', (name) => {
    expect(parseBroker(name)).toEqual({ name });
  });

  it.each([
    ['mosquito', "did you mean 'mosquitto'?"],
    ['Mosquitto', "did you mean 'mosquitto'?"],
    ['emq', "did you mean 'emqx'?"],
    ['embeded', "did you mean 'embedded'?"],
    ['', choose],
    ['flespi', choose],
    ['aws', "did you mean 'aws-iot-core'?"],
    ['Event-Grid', "did you mean 'azure-event-grid'?"],
    ['hivemq-clod', "did you mean 'hivemq-cloud'?"],
  ])("there is no '%s': %s", (word, advice) => {
    expect(refusal(word)).toMatchObject({ code: 'unknown-broker', advice: { en: advice } });
  });
});

describe('a version of a broker', () => {
  it('by the tag of its image', () => {
    expect(parseBroker('mosquitto@2.0.22')).toEqual({ name: 'mosquitto', tag: '2.0.22' });
    expect(parseBroker('emqx@6.0.1-alpine')).toEqual({ name: 'emqx', tag: '6.0.1-alpine' });
  });

  it('the embedded one has no other', () => {
    expect(refusal('embedded@2')).toMatchObject({ code: 'no-tag' });
  });

  it('a cloud has none', () => {
    expect(refusal('aws-iot-core@2')).toMatchObject({
      code: 'no-tag',
      advice: { en: 'write just aws-iot-core' },
    });
  });

  it('of a name that is nearly right', () => {
    expect(refusal('mosquito@2')).toMatchObject({ code: 'unknown-broker' });
  });

  it('what looks like a password is not taken for one, nor shown', () => {
    const error = refusal('secret@host.test');
    expect(error.code).toBe('bad-url');
    expect(shown(error)).not.toContain('secret');
  });
});

describe('somebody else’s broker with a name', () => {
  it('and a version', () => {
    expect(parseBroker('rabbitmq@3.10.8=mqtt://u:p@localhost:1884', noEnvironment)).toEqual({
      name: 'rabbitmq',
      version: '3.10.8',
      scheme: 'mqtt',
      url: 'mqtt://localhost:1884',
      credentials: { username: 'u', password: 'p' },
    });
  });

  it('without a version', () => {
    expect(parseBroker('nats=ws://localhost/mqtt', noEnvironment)).toMatchObject({
      name: 'nats',
      url: 'ws://localhost/mqtt',
    });
  });

  it.each(['aws', 'aws-iot', 'aws-iot-cor', 'AWS-IoT'])(
    'a title that means a cloud, and is not its name, would leave its limits out: %s',
    (title) => {
      expect(refusal(`${title}=mqtts://u:secret@broker.example`)).toMatchObject({
        code: 'unknown-broker',
        advice: { en: "did you mean 'aws-iot-core'?" },
      });
      expect(shown(refusal(`${title}=mqtts://u:secret@broker.example`))).not.toContain('secret');
    },
  );

  it.each(['aws-iot-core', 'AWS-IoT-Core', 'hivemq', 'my-broker', 'emqx', 'mosquito'])(
    'any other title is one: %s',
    (name) => {
      expect(parseBroker(`${name}=mqtts://broker.example`, noEnvironment)).toMatchObject({ name });
    },
  );

  it('a wrong URL is refused as one', () => {
    expect(refusal('nats=nats://u:secret@localhost')).toMatchObject({ code: 'bad-url' });
    expect(shown(refusal('nats=nats://u:secret@localhost'))).not.toContain('secret');
  });
});

describe('a broker by URL', () => {
  it.each([
    ['mqtt://localhost', 'mqtt', 'mqtt://localhost'],
    ['mqtt://localhost:1883/', 'mqtt', 'mqtt://localhost:1883'],
    ['MQTTS://broker.example:8883', 'mqtts', 'mqtts://broker.example:8883'],
    ['ws://[::1]:8083/mqtt', 'ws', 'ws://[::1]:8083/mqtt'],
    ['wss://broker.example/some/path', 'wss', 'wss://broker.example/some/path'],
    ['ws://127.0.0.1:8080/', 'ws', 'ws://127.0.0.1:8080'],
  ])('%s', (word, scheme, url) => {
    expect(parseBroker(word, noEnvironment)).toEqual({ name: url, url, scheme, credentials: undefined });
  });

  it.each([
    ['mqtt://u:p@h', { username: 'u', password: 'p' }],
    ['mqtt://u@h', { username: 'u' }],
    ['mqtt://:token@h', { username: '', password: 'token' }],
    ['mqtt://u:p%40%3A%2F%25@h', { username: 'u', password: 'p@:/%' }],
    ['mqtt://u:p@ss@h', { username: 'u', password: 'p@ss' }],
    ['mqtt://u:100%@h', { username: 'u', password: '100%' }],
    ['mqtt://%E5%88%A9%E7%94%A8%E8%80%85:%E9%8D%B5@h', { username: '利用者', password: '鍵' }],
  ])('takes the credentials out of %s', (word, credentials) => {
    const choice = parseBroker(word, noEnvironment);
    expect(choice).toMatchObject({ name: 'mqtt://h', url: 'mqtt://h', credentials });
  });

  it.each([
    [{ MQTT_USERNAME: 'u', MQTT_PASSWORD: 'p' }, 'mqtt://h', { username: 'u', password: 'p' }],
    [{ MQTT_USERNAME: 'u' }, 'mqtt://h', { username: 'u' }],
    [{ MQTT_PASSWORD: 'p' }, 'mqtt://h', undefined],
    [{ MQTT_PASSWORD: 'p' }, 'mqtt://u@h', { username: 'u', password: 'p' }],
    [{ MQTT_USERNAME: 'u', MQTT_PASSWORD: 'p' }, 'mqtt://v:q@h', { username: 'v', password: 'q' }],
  ])('with %o, %s connects with %o', (environment, word, credentials) => {
    expect(parseBroker(word, environment)).toMatchObject({ name: 'mqtt://h', credentials });
  });

  it.each([
    ['localhost:1883', 'write the scheme too: mqtt://localhost:1883'],
    ['tcp://localhost:1883', "MQTT's scheme for this is mqtt://"],
    ['ssl://localhost', "MQTT's scheme for this is mqtts://"],
    ['http://localhost:8083/mqtt', "MQTT's scheme for this is ws://"],
    ['mqtt://localhost/topic', "only ws:// and wss:// have a path; leave out '/topic'"],
    ['mqtt://', 'write scheme://user:password@host:port'],
    ['mqtt://localhost:99999', 'write scheme://user:password@host:port'],
    ['ftp://localhost', 'write it like mqtt://localhost:1883'],
  ])('%s is none: %s', (word, advice) => {
    const error = refusal(word);
    expect(error.code).toBe('bad-url');
    expect(error.advice.en).toContain(advice);
  });

  it.each([
    'mqtt://user:sesame/x@host',
    'mqtt://user:1/sesame@host',
    'ws://user:1/sesame@host',
    'mqtt://user:1#sesame@host',
    'mqtt://user:1?sesame@host',
    'mqtt://user:sesame',
    'mqtt://user:sesame@host:port',
    'mqtt://user:sesame@host/path',
    'mqtt://user:sesame@ho st',
    'mqtt:user:sesame@host',
    'mqtt:/user:sesame@host',
    'user:sesame@host',
    'user:sesame',
    'tcp://user:sesame@host:1883',
    'tcp://user:se@same@host:1883',
    'mqtts://host?token=sesame',
    'ftp://sesame:@host',
  ])('never shows the password of %s', (word) => {
    const error = refusal(word);
    expect(error.code).toBe('bad-url');
    expect(shown(error)).not.toContain('sesame');
    expect(shown(error)).not.toContain('same@');
  });

  it('shows nothing that moves the cursor', () => {
    expect(refusal('mqtt://h\u001b[2J\u202e:x').what.en).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});
