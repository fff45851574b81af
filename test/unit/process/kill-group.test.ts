import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { killGroup } from '../../../harness/process/kill-group.ts';

test('a process group is ended, and one that has ended is no error', async () => {
  const child = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' });
  killGroup(child.pid);
  expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
  killGroup(child.pid);
  killGroup(undefined);
});
