import { expect, it } from 'vitest';
import { brokerKinds } from '../../../../harness/brokers/kinds.ts';
import { pinnedImage } from '../../../../harness/process/pinned-image.ts';

const inContainers = brokerKinds.filter(({ hasTags }) => hasTags);

it.each(inContainers)('the image of $name is pinned to a version, in its folder', async ({ name }) => {
  const dockerfile = new URL(`../../../../harness/brokers/${name}/Dockerfile`, import.meta.url);
  expect(await pinnedImage(dockerfile)).toMatch(/^[a-z0-9.-]+(\/[a-z0-9-]+)*:\d+\.\d+(\.\d+)*$/);
});
