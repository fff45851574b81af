import { readFileSync, watch } from 'node:fs';
import path from 'node:path';

/**
 * Calls back when the text of a file has changed, and not when the same text is saved again. Watches the folder, because editors
 * replace a file rather than write into it.
 */
export function onSave(file: string, tell: () => void): Disposable {
  const read = () => {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      // Between the removal of the old file and the new one.
      return undefined;
    }
  };
  let before = read();
  const watcher = watch(path.dirname(file), (_, name) => {
    if (name !== null && name !== path.basename(file)) return;
    const now = read();
    if (now === undefined || now === '' || now === before) return;
    before = now;
    tell();
  });
  return { [Symbol.dispose]: () => watcher.close() };
}
