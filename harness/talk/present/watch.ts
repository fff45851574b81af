import { watch } from 'node:fs';

/** Editors write a file more than once; this long after the last time, in ms, it is what it is. */
const SETTLED = 60;

/**
 * Calls back when a file that matters has changed in a folder, or below it; not for every single change.
 * @param matters given its path in the folder
 */
export function watchFolder(
  folder: string,
  matters: (file: string) => boolean,
  changed: () => void,
): Disposable {
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(folder, { recursive: true }, (_event, file) => {
    if (file === null || !matters(file)) return;
    clearTimeout(timer);
    timer = setTimeout(changed, SETTLED);
  });
  // A folder that goes away while it is watched changes no more.
  watcher.on('error', () => {});
  return {
    [Symbol.dispose]: () => {
      clearTimeout(timer);
      watcher.close();
    },
  };
}
