import { chmod } from 'node:fs/promises';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { requireEngine } from '../../../../harness/brokers/docker/engine.ts';
import { engineTrouble } from '../../../../harness/brokers/docker/engine-trouble.ts';
import { holdBroker } from '../../process/hold-broker.ts';
import { closedPort, listen } from '../little-servers.ts';
import { fakeEngine } from './fake-engine.ts';

const engine = () => fakeEngine((response) => response.end());

describe('the container engine', () => {
  it('is found at DOCKER_HOST', async () => {
    const { DOCKER_HOST } = await engine();
    await requireEngine({ DOCKER_HOST });
  });

  it('is found in the runtime directory of a user who runs it without root', async () => {
    const { directory } = await engine();
    await requireEngine({ XDG_RUNTIME_DIR: directory, HOME: directory });
  });

  it.each([
    ['no socket', async () => `unix:///no/such/docker.sock`],
    ['a closed port', async () => `tcp://127.0.0.1:${await closedPort()}`],
    ['silence', async () => `tcp://127.0.0.1:${(await listen(createServer())).port}`],
  ])('is not running: %s at DOCKER_HOST', async (_what, place) => {
    const DOCKER_HOST = await place();
    await expect(requireEngine({ DOCKER_HOST })).rejects.toMatchObject({ code: 'docker-not-running' });
  });

  it.each(['tcp://192.0.2.1:2375', 'ssh://zoe@build.example', 'tcp://zoe:sesame@build.example'])(
    'is not ours: DOCKER_HOST=%s',
    async (DOCKER_HOST) => {
      const error = await requireEngine({ DOCKER_HOST }).catch((reason: Error) => reason);
      expect(error).toMatchObject({ code: 'docker-remote' });
      expect(JSON.stringify(error) + String(error)).not.toMatch(/sesame|zoe/);
    },
  );

  it.each([
    ['docker-not-installed', ['ENOENT', 'ENOENT'], false, 'Docker is not installed'],
    ['docker-not-running', ['ENOENT', 'ENOENT'], true, 'Docker is not running'],
    ['docker-not-running', ['ECONNREFUSED'], false, 'Docker is not running'],
    ['docker-no-permission', ['ECONNREFUSED', 'EACCES'], true, 'this user may not use Docker'],
  ])('%s: %o', (code, codes, isInstalled, sentence) => {
    const error = engineTrouble(codes, isInstalled);
    expect(error.code).toBe(code);
    expect(error.what.en).toContain(sentence);
  });

  it('may not be used by everybody', async (context) => {
    const { DOCKER_HOST, socketPath, directory } = await engine();
    await chmod(directory, 0o755);
    await chmod(socketPath, 0o600);
    // Only the owner of the socket may.
    const isRoot = process.getuid?.() === 0;
    if (!isRoot) await chmod(socketPath, 0);
    const held = holdBroker(context, ['emqx'], {
      environment: { DOCKER_HOST },
      ...(isRoot ? { user: 65_534 } : {}),
    });
    expect(await held.said('error')).toMatchObject({ code: 'docker-no-permission' });
    expect(await held.ended).toBe(2);
  });
});
