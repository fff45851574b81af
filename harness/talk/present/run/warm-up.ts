import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { same } from '../../../base/text.ts';
import { defineLab } from '../../../lab/lab.ts';
import { runLab } from '../../../lab/run.ts';

/** CONNACK of MQTT 5: success, no properties. */
const CONNACK = Buffer.from([0x20, 3, 0, 0, 0]);

const nothingMuch = defineLab({
  id: 'warm-up',
  title: same('warm-up'),
  claims: {},
  run: async (lab) => {
    const client = await lab.connect('warm-up');
    await client.endAsync();
  },
});

/**
 * Runs an empty lab against a server that knows one packet. This loads and compiles the code that would slow down the first
 * run. No broker is involved.
 */
export async function warmUp(): Promise<void> {
  const server = createServer((socket) => {
    socket.once('data', () => socket.write(CONNACK)).on('error', () => {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = async () => {
    server.close();
  };
  await runLab(nothingMuch, {
    name: 'warm-up',
    version: undefined,
    origin: same('warm-up'),
    endpoints: { mqtt: `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}` },
    credentials: undefined,
    capabilities: {
      protocolVersions: [5],
      maximumQoS: 2,
      retainAvailable: true,
      wildcardSubscriptionAvailable: true,
      sharedSubscriptionAvailable: true,
      subscriptionIdentifiersAvailable: true,
    },
    stop,
    [Symbol.asyncDispose]: stop,
  });
  await stop();
}
