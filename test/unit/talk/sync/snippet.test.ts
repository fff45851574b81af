import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { repositoryRoot } from '../../../../harness/process/repository-root.ts';
import { block, complaint } from './deck-with.ts';

describe('a snippet', () => {
  test('is a region, moved to the left edge', () => {
    expect(block('snippet', 'labs/06-qos-under-fire/lab.ts#qos1')).toBe(
      "```ts\nlab.network.lose('PUBACK').to('publisher').andCut();\nawait publisher.publishAsync(door, 'open', { qos: 1 });\n```",
    );
  });

  test('is a whole file where no region is named', async () => {
    const file = await readFile(path.join(repositoryRoot, 'labs/12-paho/old_example.py'), 'utf8');
    expect(block('snippet', 'labs/12-paho/old_example.py')).toBe(`\`\`\`python\n${file}\`\`\``);
  });

  test('names the lines to light by their numbers behind the language', () => {
    const [fence] = block('snippet', 'labs/12-paho/right.py#right lit on_message(,publish(').split('\n');
    expect(fence).toBe('```python {5,3}');
    expect(complaint(() => block('snippet', 'labs/12-paho/right.py#right lit publsh('))).toContain(
      'labs/12-paho/right.py#right has no line with "publsh("',
    );
  });

  test.each(['../outside.ts', '/etc/hosts', 'labs/../../outside.ts'])(
    'does not leave the repository: %s',
    (file) => {
      expect(complaint(() => block('snippet', file))).toContain('talk.md:4: ');
      expect(complaint(() => block('snippet', file))).toContain(`${file} is outside the repository`);
    },
  );

  test('does not leave the repository by a link', async () => {
    const outside = await mkdtemp(path.join(os.tmpdir(), 'outside-'));
    const link = path.join(repositoryRoot, 'slides/link.tmp.ts');
    onTestFinished(() => Promise.all([rm(outside, { recursive: true }), rm(link)]).then(() => {}));
    await writeFile(path.join(outside, 'secret.ts'), 'secret');
    await symlink(path.join(outside, 'secret.ts'), link);
    expect(complaint(() => block('snippet', 'slides/link.tmp.ts'))).toContain('outside the repository');
  });
});
