import files from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { basename } from 'node:path';

/**
 * Loaded before a program: files named in MACHINE_WITHOUT are not there when it asks. What is installed on the
 * machine that runs the tests can't be taken away otherwise.
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
