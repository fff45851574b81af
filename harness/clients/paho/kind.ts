import path from 'node:path';
import { clientKind } from '../kind.ts';
import { receivedInJson } from '../received.ts';
import { findPahoPython } from './python.ts';

/** paho-mqtt for Python, 1.6 or 2.x, in small programs of this folder. */
export const paho = clientKind({
  name: 'paho',
  title: 'paho-mqtt',
  variables: ['PAHO_PYTHON', 'PAHO_IMAGE'],
  isLibrary: true,
  repeats: true,
  async find(environment) {
    const python = await findPahoPython(environment);
    if ('missing' in python) return python;
    return {
      version: python.version,
      origin: python.origin,
      publish: (job) => python.run(script('publish.py'), JSON.stringify(job)),
      subscribe: (job) => python.run(script('subscribe.py'), JSON.stringify(job)),
      received: receivedInJson,
    };
  },
});

const script = (name: string): string => path.join(import.meta.dirname, name);
