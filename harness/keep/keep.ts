import type { Broker } from '../brokers/broker.ts';
import type { Scheme } from '../protocol/endpoint.ts';
import type { TraceEntry } from '../protocol/packet.ts';
import type { Tap } from '../wire/tap/tap.ts';
import { tapAt } from './tap-at.ts';
import { noEndpoint } from './troubles.ts';

/** Where MQTT clients look for a broker, and where EMQX and its clients look for MQTT over WebSocket. */
export const usualPorts = { mqtt: 1883, ws: 8083 } as const;

/** How a client of the user speaks to the tap: never with TLS. */
export type Door = keyof typeof usualPorts;

/** Endpoints of a broker that a door may lead to, the first it has; to those with TLS, the tap speaks TLS. */
const leadsTo: Readonly<Record<Door, readonly Scheme[]>> = { mqtt: ['mqtt', 'mqtts'], ws: ['ws', 'wss'] };

const portOptions = { mqtt: '--port', ws: '--ws-port' } as const;

/** What a person asks of a broker that is kept running. */
export interface Wishes {
  /** Ports on 127.0.0.1; where one is left out, the usual one or another that is free. */
  readonly ports: Readonly<Partial<Record<Door, number | undefined>>>;
  readonly onEntry: (entry: TraceEntry) => void;
}

/** Taps in front of a broker, at addresses that stay. */
export interface Kept extends AsyncDisposable {
  /** What clients connect to, by door; none where the broker has no such endpoint. */
  readonly doors: Readonly<Partial<Record<Door, URL>>>;
}

/**
 * Puts a tap in front of each endpoint of a broker.
 * @throws CannotRunError `port-taken`, `cannot-listen`; `no-such-endpoint` where a port is asked for and there is nothing behind it
 */
export async function keep(broker: Pick<Broker, 'name' | 'endpoints'>, wishes: Wishes): Promise<Kept> {
  await using opened = new AsyncDisposableStack();
  const doors: Partial<Record<Door, URL>> = {};
  for (const door of ['mqtt', 'ws'] as const) {
    const tap = await tapOf(broker, door, wishes);
    if (tap !== undefined) doors[door] = new URL(opened.use(tap).url);
  }
  const taps = opened.move();
  return { doors, [Symbol.asyncDispose]: () => taps.disposeAsync() };
}

async function tapOf(
  broker: Pick<Broker, 'name' | 'endpoints'>,
  door: Door,
  { ports, onEntry }: Wishes,
): Promise<Tap | undefined> {
  const endpoint = leadsTo[door].map((scheme) => broker.endpoints[scheme]).find((url) => url !== undefined);
  const port = ports[door];
  const option = portOptions[door];
  if (endpoint !== undefined) return tapAt(endpoint, { usual: usualPorts[door], port, option, onEntry });
  if (port !== undefined) throw noEndpoint(broker.name, door, option);
  return undefined;
}
