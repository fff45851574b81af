import path from 'node:path';
import { execPath } from 'node:process';
import { same } from '../../base/text.ts';
import { clientKind, type PublishJob, type SubscribeJob } from '../client-kind.ts';
import type { Command } from '../program.ts';
import { receivedInJson } from '../received.ts';
import { libraryVersion } from './version.ts';

/** MQTT.js, the library of the labs, in a small Node.js program of this folder. */
export const mqttjs = clientKind({
  name: 'mqttjs',
  title: 'MQTT.js',
  variables: [],
  isLibrary: true,
  repeats: true,
  find: async () => ({
    version: await libraryVersion(),
    origin: same(`Node.js ${process.versions.node}`),
    publish: (job) => run('publish.ts', job),
    subscribe: (job) => run('subscribe.ts', job),
    received: receivedInJson,
  }),
});

const run = (script: string, job: PublishJob | SubscribeJob): Command => ({
  file: execPath,
  args: [path.join(import.meta.dirname, script), JSON.stringify(job)],
});
