import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { TestContext } from 'vitest';
import { findProgram } from '../../../harness/process/find-program.ts';
import { packetTypes } from '../../../harness/protocol/packet.ts';

/** Finds tshark, or skips the test and says why. */
export async function tsharkOrSkip(context: Pick<TestContext, 'skip'>): Promise<string> {
  return (await findProgram('tshark')) ?? context.skip('not run: no tshark on this machine');
}

/** One row for each frame of a capture that is MQTT, with the values of these fields. */
export async function fieldsBy(
  tshark: string,
  file: string,
  ...names: readonly string[]
): Promise<string[][]> {
  const fields = names.flatMap((name) => ['-e', name]);
  const { stdout } = await promisify(execFile)(
    tshark,
    ['-n', '-r', file, '-Y', 'mqtt', '-T', 'fields', ...fields],
    // As root, tshark warns on stderr; its settings are not those of the user.
    {
      env: { ...process.env, HOME: '/nonexistent', WIRESHARK_CONFIG_DIR: '/nonexistent' },
      maxBuffer: 2 ** 26,
    },
  );
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'));
}

/** The packet types in a capture, in order. */
export async function typesBy(tshark: string, file: string): Promise<string[]> {
  const rows = await fieldsBy(tshark, file, 'mqtt.msgtype');
  return rows.flatMap(([types = '']) =>
    types.split(',').map((type) => packetTypes[Number(type) - 1] ?? type),
  );
}
