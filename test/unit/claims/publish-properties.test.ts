import fc from 'fast-check';
import { generate } from 'mqtt-packet';
import { expect, test } from 'vitest';
import { field, propertyList, rawPacket, variableByteInteger } from '../../../harness/claims/steps/bytes.ts';
import { readProperties } from '../../../harness/claims/themes/properties/steps.ts';

const text = fc.string({ maxLength: 40 });
const sent = fc.record(
  {
    payloadFormatIndicator: fc.boolean(),
    messageExpiryInterval: fc.nat(0xffff_ffff),
    contentType: text,
    responseTopic: fc.string({ minLength: 1, maxLength: 40 }),
    correlationData: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    topicAlias: fc.integer({ min: 1, max: 0xffff }),
    subscriptionIdentifier: fc.integer({ min: 1, max: 268_435_455 }),
  },
  { requiredKeys: [] },
);

test('reads what mqtt-packet writes, at each QoS', () => {
  fc.assert(
    fc.property(sent, fc.constantFrom(0, 1, 2), (properties, qos) => {
      const publish = { cmd: 'publish', topic: 'a/b', payload: 'x', qos, dup: false, retain: false } as const;
      const bytes = generate({ ...publish, messageId: 7, properties }, { protocolVersion: 5 });
      const { payloadFormatIndicator, correlationData, subscriptionIdentifier, ...rest } = properties;
      expect(readProperties({ bytes })).toEqual({
        ...rest,
        ...(payloadFormatIndicator !== undefined && {
          payloadFormatIndicator: Number(payloadFormatIndicator),
        }),
        ...(correlationData !== undefined && { correlationData: correlationData.toString('hex') }),
        ...(subscriptionIdentifier !== undefined && { subscriptionIdentifiers: [subscriptionIdentifier] }),
      });
    }),
  );
});

test('keeps user properties in their order, repeated and empty ones too', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 9 }), (pairs) => {
      const list = pairs.map(([name, value]) => Buffer.concat([Buffer.of(0x26), field(name), field(value)]));
      const bytes = rawPacket(0x30, field('a'), propertyList(...list), Buffer.from('x'));
      expect(readProperties({ bytes }).userProperties).toEqual(
        pairs.map((pair) => pair.map((word) => Buffer.from(word).toString())),
      );
    }),
  );
});

test('refuses a property that PUBLISH has not', () => {
  const bytes = rawPacket(0x30, field('a'), propertyList([0x13, 0, 60]));
  expect(() => readProperties({ bytes })).toThrow('PUBLISH has no property 0x13');
});

test.each([
  [0, '00'],
  [127, '7f'],
  [128, '8001'],
  [16_383, 'ff7f'],
  [16_384, '808001'],
  [268_435_455, 'ffffff7f'],
])('writes %i as %s', (value, hexadecimal) => {
  expect(variableByteInteger(value).toString('hex')).toBe(hexadecimal);
});
