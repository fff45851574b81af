import { expect, it } from 'vitest';
import { defaultImage } from '../../../../harness/brokers/docker/default-image.ts';

it.each([
  ['mosquitto', /^eclipse-mosquitto:\d+\.\d+\.\d+$/],
  ['emqx', /^emqx\/emqx:\d+\.\d+\.\d+$/],
] as const)('the image of %s is pinned to a version', async (broker, image) => {
  expect(await defaultImage(broker)).toMatch(image);
});
