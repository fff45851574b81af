import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { execa } from 'execa';
import { expect, onTestFinished, test } from 'vitest';
import { repositoryRoot } from '../../../../harness/process/repository-root.ts';

const editing = path.join(repositoryRoot, 'harness/lab/editing/load-lab-file.ts');

/** What a person is told when Node itself loads a lab's file with this text. */
async function told(source: string): Promise<{ code: string; en: string; ja: string }> {
  const folder = await mkdtemp(path.join(repositoryRoot, 'labs/03-retain/my-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = path.join(folder, 'task.ts');
  await writeFile(file, source);
  const program = `
    import { loadLabFile } from ${JSON.stringify(pathToFileURL(editing).href)};
    const error = await loadLabFile(${JSON.stringify(file)}).catch((error) => error);
    const said = (language) => error.what[language] + ': ' + error.advice[language];
    console.log(JSON.stringify({ code: error.code, en: said('en'), ja: said('ja') }));`;
  const { stdout } = await execa({ preferLocal: true })`node --input-type=module --eval ${program}`;
  return JSON.parse(stdout.replaceAll(path.basename(folder), 'my'));
}

const file = 'labs/03-retain/my/task.ts';

test.for<readonly [string, string]>([
  ['const a = 1;\nconst b = [1 2];', `${file}:2: syntax error: , is expected, and a number is there`],
  ['function f() {\n', `${file}:1: syntax error: } is expected, and the end of the file is there`],
  [
    "import { betwen } from '../../../harness/lab/index.ts';",
    `${file}:1: ../../../harness/lab/index.ts has no betwen`,
  ],
  ["\nimport './gone.ts';", `${file}:2: there is no gone.ts`],
  ['export {};\nconst n: number = dor;', `${file}:2: dor is not defined: check its spelling`],
  ['export {};\nconst o = { a: 1 };\no.b();', `${file}:3: o.b is not a function`],
  ['export {};\nlet o: any;\no.b.c;', `${file}:3: there is no b in undefined`],
  ["export {};\nthrow new RangeError('far off');", `${file}:2: RangeError: far off`],
])('%o is told with its file, its line and that line', async ([source, sentence]) => {
  const { code, en, ja } = await told(source);
  expect(code).toBe('mistake-in-lab');
  expect(en).toContain(sentence);
  expect(ja).toMatch(/[ぁ-ん]/);
  const line = Number(/:(\d+):/.exec(en)?.[1]);
  expect(en.split('\n')[1]).toBe(`  ${line} | ${source.split('\n')[line - 1]}`);
});

test.for(['const lab = { run() {} };\nexport { lab };', 'export default 3;'])(
  'the file %o holds no lab',
  async (source) => {
    await expect(told(source)).resolves.toEqual({
      code: 'no-lab-in-file',
      en: `${file} exports no lab: write \`export default lab;\` at its end`,
      ja: `${file} がラボをエクスポートしていません: 最後に \`export default lab;\` と書いてください`,
    });
  },
);

test('a mistake whose line Node does not tell is told with its file', async () => {
  const { en } = await told('const a = 1;\nconst a = 2;\nexport {};');
  expect(en).toBe(`${file}: a is declared twice: look at what you changed last`);
});
