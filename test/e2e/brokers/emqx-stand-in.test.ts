import { randomBytes } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { openBroker, parseBroker } from '../../../harness/brokers/index.ts';
import { imageOrSkip } from './image-or-skip.ts';

/** A Mosquitto that prints the ready line of EMQX and listens on the ports of EMQX. */
const standIn = [
  "printf 'listener 1883\\nlistener 8083\\nprotocol websockets\\nallow_anonymous true\\nlog_dest stderr\\n' > /emqx.conf",
  'mosquitto -c /emqx.conf 2>&1 | while read -r line; do',
  '  case $line in *running) echo "EMQX Enterprise 5.8.9 is running now!";; esac',
  'done',
].join('\n');

it('the adapter of EMQX opens an image by its own entrypoint and command', async (context) => {
  const { image, docker } = await imageOrSkip(context);
  const repo = `mqtt-hands-on/stand-in-${randomBytes(4).toString('hex')}`;
  const base = await docker.createContainer({ Image: image, Cmd: ['true'] });
  await base.commit({
    repo,
    tag: 'emqx',
    changes: `ENTRYPOINT ["sh", "-c"]\nCMD [${JSON.stringify(standIn)}]`,
  });
  await base.remove();
  context.onTestFinished(() => docker.getImage(`${repo}:emqx`).remove({ force: true }));
  vi.stubEnv('EMQX_IMAGE', `${repo}:emqx`);
  context.onTestFinished(() => {
    vi.unstubAllEnvs();
  });

  const broker = await openBroker(parseBroker('emqx'));
  context.onTestFinished(() => broker.stop());
  expect(broker).toMatchObject({ name: 'emqx', version: '5.8.9' });
  expect(broker.endpoints.ws).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/mqtt$/);
  expect(broker.capabilities.protocolVersions).toEqual([4, 5]);
  await broker.stop();
});
