import { watch } from 'node:fs';
import path from 'node:path';
import { errorReason } from '../../base/error-code.ts';
import type { Text } from '../../base/text.ts';

/** Editors write a file several times; so long after the last change, in ms, it is read. */
const SETTLED = 60;

export interface Watching {
  /** Gets a path in the folder; returns whether it matters. */
  readonly matters: (file: string) => boolean;
  readonly changed: () => void;
  /** Called once if changes of this folder can't be noticed. */
  readonly failed: (why: Text) => void;
  /** Whether to watch the folders below it too. */
  readonly recursive?: boolean;
}

/** Calls back when a file that matters has changed in a folder; several changes at once are one call. */
export function watchFolder(
  folder: string,
  { matters, changed, failed, recursive = false }: Watching,
  watchWith: typeof watch = watch,
): Disposable {
  let timer: NodeJS.Timeout | undefined;
  const close: (() => void)[] = [];
  let isTold = false;
  const lost = (error: unknown) => {
    const code = errorReason(error);
    // A watched folder that is removed has no more changes.
    if (isTold || code === 'ENOENT' || code === 'EPERM') return;
    isTold = true;
    failed(notWatched(folder, code));
  };
  try {
    const watcher = watchWith(folder, { recursive }, (_event, file) => {
      if (file === null || !matters(file)) return;
      clearTimeout(timer);
      timer = setTimeout(changed, SETTLED);
    });
    watcher.on('error', lost);
    close.push(() => watcher.close());
  } catch (error) {
    lost(error);
  }
  return {
    [Symbol.dispose]: () => {
      clearTimeout(timer);
      for (const end of close) end();
    },
  };
}

/** Watches files anywhere by their folders: there are few folders, and editors replace files. */
export class WatchedFiles implements Disposable {
  readonly #watching: Pick<Watching, 'changed' | 'failed'>;
  readonly #folders = new Map<string, Disposable>();
  #files: ReadonlySet<string> = new Set();

  constructor(watching: Pick<Watching, 'changed' | 'failed'>) {
    this.#watching = watching;
  }

  /** Watches these files and no others. */
  follow(files: Iterable<string>): void {
    this.#files = new Set(files);
    const wanted = new Set(Array.from(this.#files, (file) => path.dirname(file)));
    for (const [folder, watched] of this.#folders) {
      if (wanted.has(folder)) continue;
      watched[Symbol.dispose]();
      this.#folders.delete(folder);
    }
    for (const folder of wanted) {
      if (this.#folders.has(folder)) continue;
      const matters = (file: string) => this.#files.has(path.join(folder, file));
      this.#folders.set(folder, watchFolder(folder, { ...this.#watching, matters }));
    }
  }

  [Symbol.dispose](): void {
    this.follow([]);
  }
}

const notWatched = (folder: string, code: string): Text => {
  const limit = limits[code];
  const hint = limit === undefined ? '' : `: sysctl ${limit}=…`;
  return {
    en: `changes in ${folder} are not noticed (${code}${limit === undefined ? '' : `, the limit of inotify is reached${hint}`}); start again after an edit`,
    ja: `${folder} の変更に気付けません(${code}${limit === undefined ? '' : `。inotify の上限です${hint}`})。編集したら、起動し直してください`,
  };
};

/** How to raise a limit of Linux, by the error that reports it. */
const limits: Readonly<Record<string, string>> = {
  ENOSPC: 'fs.inotify.max_user_watches',
  EMFILE: 'fs.inotify.max_user_instances',
};
