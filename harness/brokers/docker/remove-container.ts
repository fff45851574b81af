import { getContainerRuntimeClient } from 'testcontainers';
import { isBeingRemoved, isNotFound } from './engine-answers.ts';

/** Returns when the container is removed, also if the engine was already removing it because it had ended. */
export async function removeContainer(id: string): Promise<void> {
  const { dockerode } = (await getContainerRuntimeClient()).container;
  const container = dockerode.getContainer(id);
  try {
    await container.remove({ force: true, v: true }).catch((error) => {
      if (!isBeingRemoved(error)) throw error;
      return container.wait({ condition: 'removed' });
    });
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}
