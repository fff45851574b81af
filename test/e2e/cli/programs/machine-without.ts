import files from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { basename } from 'node:path';

/**
 * Loaded before a program: hides the files that MACHINE_WITHOUT names, because a test cannot uninstall them from the machine.
 */
const names = (process.env.MACHINE_WITHOUT ?? '').split(' ');
const { access } = files;

files.access = async (path, mode) => {
  if (names.includes(basename(String(path)))) {
    throw Object.assign(new Error(`ENOENT: ${path}`), { code: 'ENOENT' });
  }
  return access(path, mode);
};
syncBuiltinESMExports();
