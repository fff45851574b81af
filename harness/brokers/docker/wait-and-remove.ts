import { once } from 'node:events';

/** Waits until its standard input ends, and removes the container of this id: see `watch.ts`. */
const [, , container = ''] = process.argv;
process.stdin.resume();
await once(process.stdin, 'end');
// Imported lazily, so that the waiting process uses little memory.
const { removeContainer } = await import('./remove-container.ts');
await removeContainer(container);
process.exit();
