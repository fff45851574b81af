import { watch } from 'node:fs';

/** Editors write a file more than once; this long after the last time, in ms, it is what it is. */
const SETTLED = 60;

/** Calls back when something in a folder, or below it, has changed; not for every single change. */
export function watchFolder(folder: string, changed: (file: string) => void): Disposable {
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(folder, { recursive: true }, (_event, file) => {
    if (file === null) return;
    clearTimeout(timer);
    timer = setTimeout(() => changed(file), SETTLED);
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
