import { describe, expect, it } from 'vitest';
import { brokerKinds } from '../../../../harness/brokers/kinds.ts';
import { documentedLacks } from '../../../../harness/brokers/limits/documented.ts';

const clouds = brokerKinds.flatMap(({ name, cloud, lacks }) =>
  cloud === undefined ? [] : [{ name, cloud, lacks }],
);

it('the clouds are known by name', () => {
  expect(clouds.map(({ name }) => name)).toEqual([
    'aws-iot-core',
    'azure-iot-hub',
    'azure-event-grid',
    'emqx-serverless',
    'hivemq-cloud',
  ]);
});

describe.each(clouds)('$name', ({ name, cloud, lacks }) => {
  it.each(Object.entries(cloud))('%s has a page and the month in which it was read', (_, fact) => {
    expect(fact.value).toBeDefined();
    expect(fact.page).toMatch(/^https:\/\/[\w.-]+\.[a-z]+\/\S+$/);
    expect(fact.read).toMatch(/^20\d\d-(0[1-9]|1[0-2])$/);
    if (fact.copyFrom !== undefined) expect(fact.copyFrom).toMatch(/^20\d\d(-\d\d){0,2}$/);
    if (fact.doubt !== undefined) expect(fact.doubt.ja).not.toBe(fact.doubt.en);
  });

  it('the same limits apply to every version', () => {
    for (const profile of lacks) expect(profile).toMatchObject({ broker: name });
    expect(documentedLacks({ name, version: undefined })).toEqual(lacks.flatMap((profile) => profile.lacks));
  });
});

it('what is not read on its own page is marked', () => {
  const aws = clouds[0]?.cloud;
  expect(aws?.payloadBytes).toMatchObject({ value: 131_072, asQuoted: true });
  expect(aws?.maximumQoS).not.toHaveProperty('asQuoted');
});
