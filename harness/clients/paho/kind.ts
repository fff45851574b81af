import path from 'node:path';
import type { ProtocolVersion } from '../../protocol/version.ts';
import { clientKind } from '../client-kind.ts';
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
      ...(python.version.startsWith('1.') && { subscribesAtMost }),
      publish: (job) => python.run(script('publish.py'), JSON.stringify(job)),
      subscribe: (job) => python.run(script('subscribe.py'), JSON.stringify(job)),
      received: receivedInJson,
    };
  },
});

/**
 * paho-mqtt 1.6.1 fails on the PUBREL with a reason code that EMQX sends; 2.1.0 does not. Mosquitto and aedes leave the
 * code out.
 */
const subscribesAtMost = (version: ProtocolVersion) =>
  version === 5
    ? {
        qos: 1 as const,
        why: {
          en: 'paho-mqtt 1.6 stops at a PUBREL that carries a reason code (struct.error in its network thread)',
          ja: 'paho-mqtt 1.6 は、理由コードの付いた PUBREL で止まる(通信スレッドの struct.error)',
        },
      }
    : undefined;

const script = (name: string): string => path.join(import.meta.dirname, name);
