import { randomBytes } from 'node:crypto';
import mqtt from 'mqtt';
import type { Broker } from '../../../brokers/broker.ts';
import { stopOnShutdown } from '../../../process/shutdown.ts';
import { addressOptions } from '../../../protocol/mqttjs-address.ts';

/** Seconds; a broker that hangs is noticed after one and a half of it. */
const KEEP_ALIVE = 5;
/** Between two attempts to find it again, in ms. */
const AGAIN = 1_000;

/** Keeps a connection to a broker, subscribed to nothing, and tells when it is lost and when it is back. */
export function watchBroker(broker: Broker, tell: (isThere: boolean) => void): AsyncDisposable {
  const [url = ''] = Object.values(broker.endpoints);
  const client = mqtt.connect(url, {
    clientId: `mhowatch${randomBytes(4).toString('hex')}`,
    protocolVersion: broker.capabilities.protocolVersions.includes(5) ? 5 : 4,
    ...broker.credentials,
    ...addressOptions(url),
    keepalive: KEEP_ALIVE,
    reconnectPeriod: AGAIN,
  });
  client.on('connect', () => tell(true));
  client.on('close', () => {
    if (!client.disconnecting) tell(false);
  });
  // 'close' follows.
  client.on('error', () => {});
  const end = async () => {
    withdraw();
    await client.endAsync(true);
  };
  // Before the broker itself: that it stops is no news then.
  const withdraw = stopOnShutdown(end);
  return { [Symbol.asyncDispose]: end };
}
