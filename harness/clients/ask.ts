import { execa } from 'execa';
import type { Command } from './program.ts';

/** Long enough for a container on a busy machine. */
const PATIENCE_MS = 30_000;

/**
 * The version in what a program writes on its standard output, whatever its exit code: mosquitto_pub tells its version and fails.
 * Undefined where the program is not there, or writes no such thing.
 * @param pattern its first group is the version
 */
export async function versionOf(
  { file, args }: Command,
  pattern = /^(\d+\.\d+\S*)/,
): Promise<string | undefined> {
  const { stdout = '' } = await execa(file, [...args], {
    reject: false,
    stdin: 'ignore',
    timeout: PATIENCE_MS,
  });
  return pattern.exec(stdout)?.[1];
}
