import { execa } from 'execa';
import type { Command } from './program.ts';

/** Enough for a container on a busy machine. */
const PATIENCE_MS = 30_000;

/**
 * The version in a program's standard output, whatever its exit code: mosquitto_pub prints its version and fails. Undefined
 * if the program does not exist or prints no version.
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
