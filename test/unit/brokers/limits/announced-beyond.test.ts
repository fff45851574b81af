import { expect, test } from 'vitest';
import type { Capabilities } from '../../../../harness/brokers/broker.ts';
import { brokerKinds } from '../../../../harness/brokers/kinds.ts';
import { announcedBeyond } from '../../../../harness/brokers/limits/documented.ts';
import { able } from '../able.ts';

const opened = (name: string, less: Partial<Capabilities> = {}) => ({
  name,
  version: undefined,
  capabilities: { ...able, ...less },
});

test('a cloud that is documented to speak only MQTT 3.1.1, and accepts MQTT 5, is told with the source', () => {
  expect(announcedBeyond(opened('azure-iot-hub')).map(({ en }) => en)).toEqual([
    expect.stringMatching(
      /^it accepts MQTT 5, which is documented as missing: the profile may be out of date \(versions of MQTT: 3\.1\.1: https:/,
    ),
  ]);
  expect(announcedBeyond(opened('azure-iot-hub', { protocolVersions: [4] }))).toEqual([]);
});

test('what CONNACK announces beyond the documentation is told for each part', () => {
  const told = announcedBeyond(opened('aws-iot-core')).map(({ en }) => en);
  expect(told).toHaveLength(2);
  expect(told.join()).toMatch(/QoS 2 is not supported.*there are no subscription identifiers/);
});

test('nothing is told of a broker that announces no more than its documentation says', () => {
  for (const { name, cloud } of brokerKinds) {
    const told = announcedBeyond(opened(name, { protocolVersions: [4] }));
    expect(told, name).toEqual([]);
    if (cloud === undefined) expect(announcedBeyond(opened(name)), name).toEqual([]);
  }
});
