import type { TestContext } from 'vitest';
import { CannotRunError } from '../../../harness/base/errors.ts';
import { requireEngine } from '../../../harness/brokers/docker/engine.ts';
import { ensureImage } from '../../../harness/brokers/docker/image.ts';
import { imageOf } from '../../../harness/brokers/docker/in-container.ts';
import { mosquittoInContainer } from '../../../harness/brokers/mosquitto/in-container.ts';

/** Brokers whose absence is a failure: `REQUIRE_BROKERS=mosquitto,emqx`. */
const isRequired = (process.env.REQUIRE_BROKERS ?? '').split(',').some((name) => name.trim() === 'mosquitto');

/**
 * A local image of Mosquitto, and the client of the engine. Without one, the test is skipped with the reason. If `REQUIRE_BROKERS`
 * names Mosquitto, the image is pulled, and the test fails if that fails.
 */
export async function imageOrSkip({ skip, signal }: Pick<TestContext, 'skip' | 'signal'>) {
  const image = await imageOf(mosquittoInContainer);
  try {
    await requireEngine();
    const { getContainerRuntimeClient } = await import('testcontainers');
    const { dockerode: docker } = (await getContainerRuntimeClient()).container;
    if (isRequired)
      await ensureImage(docker, { image, variable: 'MOSQUITTO_IMAGE', report: () => {}, signal });
    else await docker.getImage(image).inspect();
    return { image, docker };
  } catch (error) {
    if (isRequired) throw error;
    const why = error instanceof CannotRunError ? error.what.en : `the image ${image} is not on this machine`;
    return skip(`not run: ${why}`);
  }
}
