import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('./wait-and-remove.ts', import.meta.url));

/**
 * Removes a container when this process ends, also when it is killed: a second process waits at the other end of a pipe, which
 * the operating system then closes. Only for images without a shell; other containers have a lifeline inside.
 * @returns the watcher; dispose of it when the container is already removed
 */
export function watch(container: string): Disposable {
  // In a process group of its own, so that Ctrl-C does not end the watcher.
  const watcher = spawn(process.execPath, [program, container], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watcher.on('error', () => {});
  watcher.stdin.on('error', () => {});
  watcher.unref();
  (watcher.stdin as typeof watcher.stdin & { unref?: () => void }).unref?.();
  return {
    [Symbol.dispose]: () => {
      watcher.kill();
    },
  };
}
