import type { Broker } from '../../brokers/broker.ts';
import { type LimitingProxy, openLimitingProxy } from '../../brokers/clouds/stand-in/limiting-proxy.ts';
import { identityOf } from '../../brokers/identity/identity.ts';
import { kindOf } from '../../brokers/kinds.ts';
import { endpointOf } from '../network.ts';

/** Whether the broker is known as a cloud, or as the stand-in of one. */
export const isCloud = (broker: Broker): boolean => kindOf(identityOf(broker).name)?.cloud !== undefined;

/**
 * Enforces the documented limits of a cloud in front of the run's broker.
 * @param name the name of a cloud's kind
 * @throws CannotRunError `no-such-endpoint` if the broker has no endpoint without TLS
 */
export async function openInCloud(broker: Broker, name: string): Promise<LimitingProxy> {
  const limits = kindOf(name)?.cloud;
  if (limits === undefined) throw new Error(`${name} is no cloud`);
  const mqtt = endpointOf(broker, 'mqtt');
  // The proxy has a door for WebSocket, too, which is not used here.
  return openLimitingProxy({ mqtt, ws: broker.endpoints.ws ?? mqtt }, limits);
}
