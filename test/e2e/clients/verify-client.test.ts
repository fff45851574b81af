import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it, test } from 'vitest';
import schema from '../../../harness/report/matrix.schema.json' with { type: 'json' };
import { type Clean, expectCouldNotRun, printed, run, start } from '../support/program.ts';

const command = 'harness/cli/verify-client.ts';
const service = [process.execPath, 'test/e2e/support/clients/service.ts'];
const validate = new Ajv({ strict: true, strictRequired: false }).compile(schema);

async function outFolder({ onTestFinished }: Clean): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'verify-client-out-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

const where =
  'it must connect to MQTT_URL, or to MQTT_HOST and MQTT_PORT, or to {url}, {host} and {port} in its arguments';

/** A program that sends these bytes and ends, without reading an answer. */
const sending = (hex: string) => [
  process.execPath,
  '-e',
  `require('net').connect(process.argv[1], '127.0.0.1').end(Buffer.from('${hex}', 'hex'), () => process.exit(0))`,
  '{port}',
];
/** CONNECT with the client id `hasty`, of MQTT 3.1.1 and of MQTT 3.1. */
const connect = {
  '3.1.1': '101100044d5154540402003c00056861737479',
  '3.1': '101300064d51497364700302003c00056861737479',
};
/** PUBLISH of "open" to `door`, at QoS 1. */
const publish = '320c0004646f6f7200016f70656e';

describe('npm run verify:client', () => {
  it.for(['4', '5'])(
    'a fine service holds, but for what MQTT.js is known to break: level %s',
    async (level, context) => {
      const out = await outFolder(context);
      const words = ['--as', 'mqttjs@5.16.0', '--only', 'resend,acknowledge,certificate', '--out', out];
      const ended = await run([command, ...words, '--', ...service, level]);
      expect({ exitCode: ended.exitCode, left: ended.left }, ended.stdout + ended.stderr).toEqual({
        exitCode: 0,
        left: [],
      });
      expect(ended.stdout).toMatch(/^acknowledge\.qos2 +✔$/m);
      expect(ended.stdout).toMatch(/^certificate\.host-name +✔$/m);
      expect(ended.stdout).toMatch(/^resend\.dup +≠ known$/m);
      expect((await readdir(out)).sort()).toEqual(['junit.xml', 'matrix.html', 'matrix.json', 'matrix.md']);
      const matrix = JSON.parse(await readFile(path.join(out, 'matrix.json'), 'utf8'));
      expect(validate(matrix), JSON.stringify(validate.errors)).toBe(true);
      expect(matrix).toMatchObject({ subject: 'client', exitCode: 0, brokers: [{ label: 'mqttjs 5.16.0' }] });
      expect(await readFile(path.join(out, 'matrix.md'), 'utf8')).toContain('# MQTT claims × clients');
    },
  );

  it('a client that is not known breaks what it breaks; what it wrote is shown, made harmless', async () => {
    const script = `printf 'boiling \\033[31mred\\n'; exec ${service.join(' ')} 5`;
    const { exitCode, stdout, left } = await run([command, '--only', 'lost.puback', 'sh', '-c', script]);
    expect({ exitCode, left }).toEqual({ exitCode: 1, left: [] });
    expect(stdout).toMatch(/^resend\.dup +✘ BROKEN$/m);
    expect(stdout).toContain('│ boiling \\x1b[31mred');
    expect(stdout).not.toContain('\x1b[31m');
  });

  it('one that floods, forks and ignores SIGTERM is bounded, and leaves nothing', async () => {
    const script = `trap '' TERM; yes & sleep 1000 & ${service.join(' ')} 4; sleep 1000`;
    const { exitCode, stdout, left } = await run([
      command,
      '--only',
      'connect.first,cut.after-suback',
      '--',
      'sh',
      '-c',
      script,
    ]);
    expect({ exitCode, left }, stdout.slice(0, 2_000)).toEqual({ exitCode: 0, left: [] });
    expect(stdout.length).toBeLessThan(20_000);
  });

  it('one that publishes and ends, without waiting for CONNACK, is judged by what it sent', async () => {
    const words = sending(connect['3.1.1'] + publish);
    const { exitCode, stdout, stderr } = await run([command, '--only', 'connect.first', '--', ...words]);
    expect(stderr).toMatch(
      /^rehearsed: MQTT 3\.1\.1, publishes at QoS 1, .*, ends by itself \(exit code 0\)/m,
    );
    expect(stdout).toMatch(/^connect\.first +✔$/m);
    expect(exitCode).toBe(0);
  });

  it('--dry-run lists, and starts nothing', async () => {
    const { exitCode, stdout } = await run([command, '--dry-run', '--only', 'certificate']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^situations \(3\)$/m);
    expect(stdout).toMatch(/^ {2}certificate\.expired {2}/m);
  });

  it('Ctrl-C: what was seen is judged, the rest is not run', async () => {
    const client = start([command, '--', ...service, '4']);
    await printed(client, /^rehearsed: MQTT 3\.1\.1, .*, keeps running; \d+ situations/m, 'stderr');
    process.kill(-(client.running.pid ?? 0), 'SIGINT');
    const { exitCode, stdout, left } = await client.ended;
    expect({ exitCode, left }).toEqual({ exitCode: 2, left: [] });
    expect(stdout).toMatch(/: interrupted: .*not run, 0 broken$/m);
  });
});

describe('a program that can not be judged: one line', () => {
  test.for([
    [
      'ends at once',
      ['sh', '-c', 'echo no door; exit 3'],
      'the program ended (exit code 3) without connecting; it says "no door"',
      where,
    ],
    ['ends at once without a word', ['true'], 'the program ended (exit code 0) without connecting', where],
    [
      'sends no CONNECT',
      sending(''),
      'the program opened a connection and ended (exit code 0) without sending CONNECT',
      'it is to speak MQTT 3.1.1 or 5 over plain TCP (no TLS and no WebSocket) where the address is mqtt://',
    ],
  ] as const)('%s', async ([, words, says, advice]) => {
    expectCouldNotRun(await run([command, '--', ...words]), { says: `${says}: ${advice}` });
  });

  test('is not there', async () => {
    expectCouldNotRun(await run([command, '--', 'no-such-program']), {
      says: 'there is no program no-such-program on the PATH: give its whole path, or a name that is on the PATH',
    });
  });

  test('floods', async () => {
    const flood = `const c = require('node:net').connect(process.env.MQTT_PORT, '127.0.0.1');
      c.on('error', () => {});
      c.write(Buffer.from('101000044d51545404020000000461626364', 'hex'));
      const many = Buffer.from('30050001616161'.repeat(20000), 'hex');
      const go = () => c.destroyed || (c.write(many) ? setImmediate(go) : c.once('drain', go));
      go();`;
    expectCouldNotRun(await run([command, '--', process.execPath, '-e', flood]), {
      says: 'the program cannot be judged: it sends too much to be recorded: more than 10,000 packets or 32 MiB: let it send less while it is tested',
    });
  });

  test('speaks MQTT 3.1', async () => {
    expectCouldNotRun(await run([command, '--', ...sending(connect['3.1'])]), {
      says: 'the program speaks MQTT 3.1: there are claims about MQTT 3.1.1 and 5: set one of them in the program',
    });
  });

  test('speaks another version than it is said to', async () => {
    const ended = await run([
      command,
      '--protocol',
      '5',
      '--only',
      'cut.after-connack',
      '--',
      ...service,
      '4',
    ]);
    expectCouldNotRun(ended, {
      says: 'the program speaks MQTT 3.1.1, not MQTT 5: set the version in the program, or leave --protocol out',
    });
  });

  test('is not given', async () => {
    expectCouldNotRun(await run([command, '--no-time']), {
      says: 'no program is given: write it after --, such as: npm run verify:client -- python3 my.py (see --help)',
    });
  });

  test('a situation that is misspelt', async () => {
    const { exitCode, stderr } = await run([command, '--only', 'lost.pubak', '--', 'true']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("did you mean 'lost.puback'?");
  });
});
