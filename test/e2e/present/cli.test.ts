import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { repositoryRoot } from '../../../harness/process/repository-root.ts';
import { haltingBroker } from '../support/halting-broker.ts';
import { expectCouldNotRun, printed, run, start } from '../support/program.ts';
import { retainedAt } from '../support/retained-at.ts';
import { listening } from '../support/servers.ts';
import { ask, cookieFrom } from './asking.ts';
import { deckOf } from './deck.ts';

const program = 'harness/cli/present.ts';

const short = (file: string) => path.relative(repositoryRoot, file);

describe('a command line that can not work', () => {
  it('names a port that is taken', async (context) => {
    const port = await listening(createServer(), context);
    const deck = await deckOf(context);
    expectCouldNotRun(await run([program, deck, '--port', String(port)]), {
      says: `port ${port} is taken: choose another with --port, or leave it out for a free one`,
    });
  });

  it.for([
    ['--lang xx', /^Unknown language "xx": did you mean/],
    ['slides/none.md', /^there is no deck .*slides\/none\.md: did you mean slides\/mqtt\.en\.md\?$/],
    ['--broker mosquito', /^there is no broker 'mosquito': did you mean 'mosquitto'\?$/],
    ['--port many', /^--port many is not a port: use a number up to 65535/],
    ['--bogus', /^there is no option --bogus: did you mean/],
    [
      'slides/mqtt.ja.md --cut lightening',
      /^slides\/mqtt\.ja\.md has no cut "lightening": did you mean lightning\?$/,
    ],
  ] as const)('%s', async ([words, says]) => {
    const ended = await run([program, ...words.split(' ')]);
    expect(ended.stderr.split('\n').at(-1)).toMatch(says);
    expect({ exitCode: ended.exitCode, left: ended.left, stdout: ended.stdout }).toEqual({
      exitCode: 2,
      left: [],
      stdout: '',
    });
  });

  it('names the line of a deck that Marp can not show', async (context) => {
    const deck = await deckOf(context);
    await writeFile(deck, (await readFile(deck, 'utf8')).replace('Goodbye', '![bye](none.svg)'));
    const ended = await run([program, deck]);
    expect(ended.stderr.split('\n').at(-1)).toMatch(
      new RegExp(`^${short(deck)}:\\d+: none\\.svg is not there: `),
    );
    expect({ exitCode: ended.exitCode, left: ended.left }).toEqual({ exitCode: 2, left: [] });
  });
});

describe('on a machine without a window', () => {
  // The program that opens an address is not found.
  const bare = { env: { PATH: '/nonexistent' } };
  const isServed = /^Present: (http:\S+)\n[\s\S]*Ctrl-C ends it all\.\n/;

  it('--open says that no browser could be opened, and the talk is served all the same', async (context) => {
    const talk = start([program, await deckOf(context), '--open'], bare);
    const complaint = printed(talk, /^no browser could be opened .*\n/m, 'stderr');
    const [, url = ''] = isServed.exec(await printed(talk, isServed)) ?? [];
    expect(await complaint).toMatch(/: open the address yourself\n$/);
    expect(await cookieFrom(url)).toMatch(/^mqtt-hands-on-/);
    process.kill(-(talk.running.pid ?? 0), 'SIGINT');
    expect(await talk.ended).toMatchObject({ exitCode: 130, left: [] });
  });

  it('--no-open opens none', async (context) => {
    const talk = start([program, await deckOf(context), '--open', '--no-open', '--warm'], bare);
    await printed(talk, isServed);
    process.kill(-(talk.running.pid ?? 0), 'SIGINT');
    const { exitCode, stderr } = await talk.ended;
    expect(exitCode).toBe(130);
    expect(stderr).not.toContain('browser');
  });
});

it('says where it is and how it is used, and Ctrl-C ends all of it', async (context) => {
  const talk = start([program, await deckOf(context), '--cut', 'lightning', '--warm']);
  await printed(talk, /Ctrl-C ends it all\.\n/);
  process.kill(-(talk.running.pid ?? 0), 'SIGINT');
  const { exitCode, left, stdout, stderr } = await talk.ended;
  expect({ exitCode, left }).toEqual({ exitCode: 130, left: [] });
  expect(stdout).toMatch(/^Present: http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}\n/);
  expect(stdout).toMatch(/\n {2}r {21}run the slide's lab, step by step\n/);
  expect(stdout).toMatch(/\n {2}1 … 9, 0 {14}look at that step of the run; 0: where it ends\n/);
  expect(stderr).toMatch(/^embedded: starting\nembedded \S+: ready$/);
});

it('Ctrl-C in the middle of a run leaves nothing, on the machine or on the broker', async (context) => {
  const broker = await haltingBroker('late', context);
  const words = [program, await deckOf(context), '--broker', broker.url, '--warm'];
  const talk = start(words);
  let said = '';
  talk.running.stdout.on('data', (chunk) => {
    said += chunk;
  });
  await printed(talk, /Ctrl-C ends it all\.\n/);
  const url = /http\S+/.exec(said)?.[0] ?? '';
  const headers = {
    origin: new URL(url).origin,
    cookie: await cookieFrom(url),
    'Content-Type': 'application/json',
  };
  const body = JSON.stringify({ do: 'run', lab: '03-retain' });
  expect(await ask(url, { method: 'POST', path: '/do', headers, body })).toMatchObject({ status: 204 });
  await broker.halted;
  expect(await retainedAt(broker.url)).toEqual(['open']);
  process.kill(-(talk.running.pid ?? 0), 'SIGINT');
  const { exitCode, left } = await talk.ended;
  expect({ exitCode, left }).toEqual({ exitCode: 130, left: [] });
  expect(await retainedAt(broker.url)).toEqual([]);
});
