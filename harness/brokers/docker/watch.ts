import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('./watcher.ts', import.meta.url));

/**
 * Removes a container once this process is gone, however it went: a process of its own waits at the other end of a pipe, which
 * the operating system closes then. For images without a shell: the others have a lifeline inside, which costs nothing.
 * @returns disposed of when the container is gone already
 */
export function watch(container: string): Disposable {
  // In a group of its own: Ctrl-C ends this process, and is not for the watcher.
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
