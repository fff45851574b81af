import type { Broker, Capabilities, OwnBroker } from '../brokers/broker.ts';
import type { Setup } from '../brokers/setup/setup.ts';
import type { FrameFaults } from '../wire/mangling/frames.ts';
import type { Latency } from '../wire/mangling/latency.ts';
import type { Mangle } from '../wire/mangling/mangle.ts';
import { openProxy } from '../wire/mangling/proxy.ts';

export interface FaultyBrokerOptions {
  readonly mangle: Mangle;
  /** The subprotocol in the answer to the WebSocket handshake. */
  readonly subprotocol?: string | false;
  readonly frames?: FrameFaults;
  readonly latency?: Latency;
  /** What the mangle adds to what the healthy broker can do. */
  readonly capabilities?: Partial<Capabilities>;
  /** Changes the setup of a broker that a claim starts for itself. */
  readonly setup?: (setup: Setup) => Setup;
  /** Changes the endpoints of such a broker. */
  readonly endpoints?: (endpoints: Broker['endpoints']) => Broker['endpoints'];
}

/** Opens a faulty broker: a healthy one behind a proxy that changes packets. Stop it before the healthy one. */
export async function openFaultyBroker(healthy: Broker, options: FaultyBrokerOptions): Promise<Broker> {
  const { mangle, ...about } = options;
  const { mqtt = '', ws = '' } = healthy.endpoints;
  const proxy = await openProxy({ mqtt, ws }, { ...about, begin: () => mangle });
  return {
    ...healthy,
    capabilities: { ...healthy.capabilities, ...options.capabilities },
    another: (setup) => openAnother(healthy, setup, options),
    endpoints: { ...healthy.endpoints, ...proxy.doors },
    stop: proxy.close,
    [Symbol.asyncDispose]: proxy.close,
  };
}

/** Makes a broker faulty that a claim starts for itself. Its TLS traffic cannot be changed. */
async function openAnother(healthy: Broker, setup: Setup, options: FaultyBrokerOptions): Promise<OwnBroker> {
  if (healthy.another === undefined) throw new TypeError('the healthy broker has no others of its kind');
  const { setup: change = (asked) => asked, endpoints: mislead = (right) => right } = options;
  const own = await healthy.another(change(setup));
  const faulty = await openFaultyBroker(own, options);
  const stop = async () => {
    await faulty.stop();
    await own.stop();
  };
  return {
    ...faulty,
    endpoints: mislead(faulty.endpoints),
    restart: () => own.restart(),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
