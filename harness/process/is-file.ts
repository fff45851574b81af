import { statSync } from 'node:fs';

/** Whether there is a file, and not a folder, at this path. */
export const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;
