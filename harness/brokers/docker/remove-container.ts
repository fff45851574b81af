import { getContainerRuntimeClient } from 'testcontainers';
import { isGoing, isGone } from './gone.ts';

/** Returns when it is removed; also where the engine was removing it already, for it had ended by itself. */
export async function removeContainer(id: string): Promise<void> {
  const { dockerode } = (await getContainerRuntimeClient()).container;
  const container = dockerode.getContainer(id);
  try {
    await container.remove({ force: true, v: true }).catch((error) => {
      if (!isGoing(error)) throw error;
      return container.wait({ condition: 'removed' });
    });
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}
