import { describe, expect, test } from 'vitest';
import { knownDeviations } from '../../../harness/brokers/deviations/all.ts';
import { identityOf, saysItIs } from '../../../harness/brokers/identity/identity.ts';
import { identifiedBy, nameFor } from '../../../harness/brokers/identity/spelling.ts';
import { brokerKinds } from '../../../harness/brokers/kinds.ts';
import { profiles } from '../../../harness/brokers/limits/documented.ts';

describe('by its own word, a broker is', () => {
  test.for<[string[], string | undefined]>([
    [['mosquitto version 2.0.11'], 'mosquitto 2.0.11'],
    [['Eclipse Mosquitto 2.1.0rc2'], 'mosquitto 2.1.0-rc.2'],
    [['server nats-server/2.9.10'], 'nats 2.9.10'],
    [['version 4.1.2 product RabbitMQ'], 'rabbitmq 4.1.2'],
    [['broker EMQX version 5.8.9-g1a2b3c'], 'emqx 5.8.9'],
    [['1.0', 'server mosquitto'], 'mosquitto'],
    [['halmosquitto version 2.0.11'], undefined],
    [['mosquittoes 2.0.11'], undefined],
    [['my-emqx 5.8.9'], undefined],
    [['2.0.11'], undefined],
    [[], undefined],
  ])('%j: %s', ([texts, which]) => {
    const identity = identifiedBy(texts);
    expect(identity && saysItIs(identity).en).toBe(which && `says it is ${which}`);
    expect(identity?.ownWord).toBe(which === undefined ? undefined : true);
  });
});

test('its name and version are what it is looked up by, unless they are only what is shown', () => {
  expect(identityOf({ name: 'emqx', version: '5.8.9' })).toEqual({ name: 'emqx', version: '5.8.9' });
  const identity = { name: 'mosquitto', version: '2.0.11', ownWord: true } as const;
  expect(identityOf({ name: 'mqtt://localhost:1883', version: 'mosquitto version 2.0.11', identity })).toBe(
    identity,
  );
});

test('a name is found however a person writes it', () => {
  expect(['Mosquitto', 'NATS-server', 'nats', 'RabbitMQ', 'mine'].map(nameFor)).toEqual([
    'mosquitto',
    'nats',
    'nats',
    'rabbitmq',
    'mine',
  ]);
});

test('every broker that something is known of can say that it is it, but the embedded one and the clouds', () => {
  const names = new Set([...knownDeviations, ...profiles].map(({ broker }) => broker));
  for (const { name, callsItself } of brokerKinds) if (callsItself?.length === 0) names.delete(name);
  for (const name of names) expect(identifiedBy([`${name} 1.2.3`])?.name).toBe(name);
});
