import { chmod } from 'node:fs/promises';
import { describe, it } from 'vitest';
import { fakeEngine } from '../../unit/brokers/docker/fake-engine.ts';
import { expectCouldNotRun, node, run, type Start } from '../support/program.ts';

/** Runs Node as on a machine without files of these names. */
const without = (...names: string[]): Start => ({
  launcher: [...node, '--import', './test/e2e/cli/programs/machine-without.ts'],
  env: { MACHINE_WITHOUT: names.join(' ') },
});

const words = (broker: string, lang = 'en') => ['harness/cli/start.ts', '--broker', broker, '--lang', lang];
const nowhere = 'unix:///no/such/docker.sock';

/** An engine that cannot pull images. */
const engineWithoutImages = () =>
  fakeEngine((response) => response.end(JSON.stringify({ error: 'manifest unknown' })));

describe.each(['mosquitto', 'emqx'])('for %s', (broker) => {
  const noMosquitto = without('mosquitto');

  it('Docker is not installed', async () => {
    const { launcher, env } = without('mosquitto', 'docker', 'docker.sock');
    // Without Docker's settings, which may name a context.
    const HOME = '/no/such/home';
    expectCouldNotRun(await run(words(broker), { launcher, env: { ...env, HOME, PATH: '' } }), {
      says: 'Docker is not installed: install Docker (or a Mosquitto program), or use --broker embedded',
    });
  });

  it('Docker is not running', async () => {
    const ended = await run(words(broker), {
      ...noMosquitto,
      env: { ...noMosquitto.env, DOCKER_HOST: nowhere },
    });
    expectCouldNotRun(ended, {
      says: `Docker is not running (DOCKER_HOST=${nowhere}): start Docker Desktop or the docker service, or use --broker embedded`,
    });
  });

  it('Docker may not be used', async () => {
    const { DOCKER_HOST, directory, socketPath } = await engineWithoutImages();
    // The owner of the socket may use it, and root always may.
    const isRoot = process.getuid?.() === 0;
    await chmod(directory, 0o755);
    await chmod(socketPath, isRoot ? 0o600 : 0);
    const ended = await run(words(broker), {
      ...noMosquitto,
      env: { ...noMosquitto.env, DOCKER_HOST },
      ...(isRoot && { user: 65_534 }),
    });
    expectCouldNotRun(ended, {
      says: "this user may not use Docker (permission denied on its socket): add the user to the group 'docker' and log in again, or use --broker embedded",
    });
  });

  it('there is no such image', async () => {
    const { DOCKER_HOST } = await engineWithoutImages();
    const variable = `${broker.toUpperCase()}_IMAGE`;
    const image = 'registry.invalid/no-such:image';
    const env = { ...noMosquitto.env, DOCKER_HOST, [variable]: image };
    expectCouldNotRun(await run(words(broker), { ...noMosquitto, env }), {
      before: [`pulling the image ${image} …`],
      says: `the image ${image} is not on this machine and could not be pulled (there is no image of that name and tag): try 'docker pull ${image}', or name another image with ${variable}=…`,
    });
  });
});

it('Docker is not running, in Japanese', async () => {
  expectCouldNotRun(await run(words('emqx', 'ja'), { env: { DOCKER_HOST: nowhere } }), {
    says: `Docker が動いていません (DOCKER_HOST=${nowhere}): Docker Desktop または docker サービスを起動するか、--broker embedded を使ってください`,
  });
});

it('the program that MOSQUITTO_PROGRAM names is not there', async () => {
  const env = { MOSQUITTO_PROGRAM: '/no/such/mosquitto' };
  expectCouldNotRun(await run(words('mosquitto'), { env }), {
    says: 'there is no program at MOSQUITTO_PROGRAM=/no/such/mosquitto: give the path of a mosquitto program, or unset it to use a container',
  });
});
