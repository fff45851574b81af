import { randomBytes } from 'node:crypto';
import mqtt from 'mqtt';
import { clientIdBy, isOneClient } from '../../../brokers/access/client-ids.ts';
import type { Broker } from '../../../brokers/broker.ts';
import { stopOnShutdown } from '../../../process/shutdown.ts';
import { addressOptions } from '../../../protocol/mqttjs-address.ts';

/** Seconds. A broker that hangs is noticed after one and a half times this. */
const KEEP_ALIVE = 5;
/** Delay between two attempts to reconnect, in ms. */
const AGAIN = 1_000;

/** Keeps a connection without subscriptions to a broker, and tells when the broker is lost and when it is back. */
export function watchBroker(broker: Broker, tell: (isThere: boolean) => void): AsyncDisposable {
  // It would take over the connection of the one client that the broker allows.
  if (isOneClient(broker.clientIds)) {
    tell(true);
    return { [Symbol.asyncDispose]: async () => {} };
  }
  const [url = ''] = Object.values(broker.endpoints);
  const client = mqtt.connect(url, {
    clientId: clientIdBy(broker.clientIds, `mhowatch${randomBytes(4).toString('hex')}`),
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
  // On shutdown it closes before the broker stops; otherwise it would report a lost broker.
  const withdraw = stopOnShutdown(end);
  return { [Symbol.asyncDispose]: end };
}
