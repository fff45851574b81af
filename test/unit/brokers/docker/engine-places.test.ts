import { createHash } from 'node:crypto';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Text } from '../../../../harness/base/text.ts';
import { environment, setDockerHost } from '../../../../harness/brokers/docker/docker-host.ts';
import { requireEngine } from '../../../../harness/brokers/docker/engine.ts';
import { fakeEngine } from './fake-engine.ts';

/** A person whose home is the folder of an engine, and what Docker keeps there; no socket of the machine's own. */
async function person(contexts: Readonly<Record<string, string>> = {}, currentContext?: string) {
  const { socketPath, directory: HOME } = await fakeEngine((response) => response.end());
  const docker = path.join(HOME, '.docker');
  await mkdir(docker);
  if (currentContext !== undefined)
    await writeFile(path.join(docker, 'config.json'), JSON.stringify({ auths: {}, currentContext }));
  for (const [name, host] of Object.entries(contexts)) {
    const folder = path.join(docker, 'contexts/meta', createHash('sha256').update(name).digest('hex'));
    await mkdir(folder, { recursive: true });
    const meta = {
      Name: name,
      Metadata: {},
      Endpoints: { docker: { Host: host.replace('HERE', socketPath) } },
    };
    await writeFile(path.join(folder, 'meta.json'), JSON.stringify(meta));
  }
  return { HOME, docker, socketPath, XDG_RUNTIME_DIR: '/no/such/folder', PATH: '' };
}

const failing = (environment: Parameters<typeof requireEngine>[0]) =>
  requireEngine(environment).then(
    () => expect.unreachable(),
    (error) => error,
  );

describe('DOCKER_HOST is taken as people write it', () => {
  it.each([
    ['unix://', (socket: string) => `unix://${socket}`],
    ['unix:', (socket: string) => `unix:${socket}`],
    ['a path', (socket: string) => socket],
  ])('%s', async (_, written) => {
    const { socketPath } = await person();
    expect(await requireEngine({ DOCKER_HOST: written(socketPath) })).toBe(`unix://${socketPath}`);
  });

  it.each([
    ['docker.sock', 'DOCKER_HOST=unix:///var/run/docker.sock'],
    ['unix://var/run/docker.sock', 'DOCKER_HOST=unix:///var/run/docker.sock'],
  ])('%s is none, and it says what to write', async (DOCKER_HOST, right) => {
    const { HOME, XDG_RUNTIME_DIR, PATH } = await person();

    expect(await failing({ DOCKER_HOST, HOME, XDG_RUNTIME_DIR, PATH })).toMatchObject({
      code: 'docker-bad-address',
      message: `DOCKER_HOST=${DOCKER_HOST} is no address of an engine: write ${right}`,
    });
  });

  it('an IPv6 address', async () => {
    expect(await failing({ DOCKER_HOST: 'tcp://[::1]:1', PATH: '' })).toMatchObject({
      code: 'docker-not-running',
    });
  });
});

describe('a Docker context', () => {
  it('is the one that docker context use has chosen', async () => {
    const { socketPath, ...environment } = await person({ colima: 'unix://HERE' }, 'colima');
    expect(await requireEngine(environment)).toBe(`unix://${socketPath}`);
  });

  it('is the one that DOCKER_CONTEXT names', async () => {
    const contexts = { dead: 'unix:///no/such.sock', orbstack: 'unix://HERE' };
    const { socketPath, ...environment } = await person(contexts, 'dead');
    expect(await requireEngine({ ...environment, DOCKER_CONTEXT: 'orbstack' })).toBe(`unix://${socketPath}`);
  });

  it('is looked for where DOCKER_CONFIG says', async () => {
    const { socketPath, docker, ...environment } = await person({ rootless: 'unix://HERE' }, 'rootless');
    const elsewhere = { ...environment, HOME: '/no/such/home', DOCKER_CONFIG: docker };
    expect(await requireEngine(elsewhere)).toBe(`unix://${socketPath}`);
  });

  it('gives way to DOCKER_HOST', async () => {
    const { socketPath, ...environment } = await person({ dead: 'unix:///no/such.sock' }, 'dead');
    expect(await requireEngine({ ...environment, DOCKER_HOST: socketPath })).toBe(`unix://${socketPath}`);
  });

  it.each([
    ['colima', "start it with 'colima start', set DOCKER_CONTEXT=default, or use --broker embedded"],
    ['orbstack', "start it with 'orb start', set DOCKER_CONTEXT=default, or use --broker embedded"],
    ['rancher-desktop', "start it with 'rdctl start', set DOCKER_CONTEXT=default, or use --broker embedded"],
    [
      'rootless',
      "start it with 'systemctl --user start docker', set DOCKER_CONTEXT=default, or use --broker embedded",
    ],
    [
      'mine',
      'start Docker Desktop or the docker service, set DOCKER_CONTEXT=default, or use --broker embedded',
    ],
  ])('%s that is not running says so', async (name, advice) => {
    const { HOME, PATH } = await person({ [name]: 'unix:///no/such.sock' });
    expect(await failing({ HOME, PATH, DOCKER_CONTEXT: name })).toMatchObject({
      code: 'docker-not-running',
      message: `Docker is not running (the context '${name}' leads to unix:///no/such.sock): ${advice}`,
    });
  });

  it('on another machine can not be used, and shows no user', async () => {
    const { HOME, PATH } = await person({ build: 'ssh://zoe@build.example' });
    const error = await failing({ HOME, PATH, DOCKER_CONTEXT: 'build' });
    expect(error.message).toBe(
      "the Docker context 'build', ssh://build.example, is an engine on another machine, whose loopback can't be reached from here: set DOCKER_CONTEXT=default, or start the broker there and give its URL with --broker",
    );
  });

  it('that is not there names those that are', async () => {
    const { HOME, PATH } = await person({ colima: 'unix://HERE' });
    expect(await failing({ HOME, PATH, DOCKER_CONTEXT: 'colimaa' })).toMatchObject({
      code: 'no-docker-context',
      message:
        "there is no Docker context 'colimaa', which DOCKER_CONTEXT names (there are: default, colima): try 'docker context use colima', or DOCKER_CONTEXT=default",
    });
  });

  it.each([
    ['no JSON', '{'],
    ['nothing', ''],
  ])('in settings that can not be read: %s', async (_, text) => {
    const { HOME, docker, PATH } = await person();
    await writeFile(path.join(docker, 'config.json'), text);
    expect(await failing({ HOME, PATH })).toMatchObject({
      code: 'docker-config-not-readable',
      message: `Docker's ${docker}/config.json cannot be read (JSON): mend it, or say where Docker is: DOCKER_HOST=unix:///var/run/docker.sock`,
    });
  });

  it.each(['null', '[]', '"x"', '{"currentContext":5}', '{"currentContext":"default"}'])(
    'is none where the settings are %s',
    async (text) => {
      const { HOME, docker, socketPath, PATH } = await person();
      await writeFile(path.join(docker, 'config.json'), text);
      await mkdir(path.join(HOME, 'runtime'));
      await symlink(socketPath, path.join(HOME, 'runtime/docker.sock'));
      await requireEngine({ HOME, PATH, XDG_RUNTIME_DIR: path.join(HOME, 'runtime') });
    },
  );

  it.each(['.docker/run', '.docker/desktop', '.orbstack/run', '.rd', '.colima/default'])(
    'that nobody chose any more: another engine is used, and it says so (%s)',
    async (folder) => {
      const { HOME, PATH, XDG_RUNTIME_DIR, socketPath } = await person(
        { dead: 'unix:///no/such.sock' },
        'dead',
      );
      await mkdir(path.join(HOME, folder), { recursive: true });
      await symlink(socketPath, path.join(HOME, folder, 'docker.sock'));
      const said: Text[] = [];
      const used = await requireEngine({ HOME, PATH, XDG_RUNTIME_DIR }, (says) => said.push(says));
      expect(said.map(({ en }) => en)).toEqual([
        `Docker is not running (the context 'dead' leads to unix:///no/such.sock): using the one at ${used} instead`,
      ]);
    },
  );
});

it('what Testcontainers is told is not taken for what a person said', () => {
  const before = process.env.DOCKER_HOST;
  try {
    delete process.env.DOCKER_HOST;
    setDockerHost('unix:///one.sock');
    expect(process.env.DOCKER_HOST).toBe('unix:///one.sock');
    expect(environment().DOCKER_HOST).toBeUndefined();
    setDockerHost('unix:///other.sock');
    expect(environment().DOCKER_HOST).toBeUndefined();
    process.env.DOCKER_HOST = 'unix:///mine.sock';
    expect(environment().DOCKER_HOST).toBe('unix:///mine.sock');
  } finally {
    if (before === undefined) delete process.env.DOCKER_HOST;
    else process.env.DOCKER_HOST = before;
  }
});
