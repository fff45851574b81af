import type { Broker } from '../brokers/broker.ts';
import type { Front } from '../brokers/clouds/stand-in/front.ts';
import type { Scheme } from '../protocol/endpoint.ts';
import type { TraceEntry } from '../protocol/packet.ts';
import type { Tap } from '../wire/tap/tap.ts';
import type { CertificateFiles } from './stand-in/certificates.ts';
import { tapAt } from './tap-at.ts';
import { noEndpoint } from './troubles.ts';

/** The ports that clients try first: MQTT's own, and for WebSocket that of EMQX. */
export const usualPorts = { mqtt: 1883, ws: 8083 } as const;

/** A way into the tap for clients of the user; without TLS, unless it is that of a stand-in. */
export type Door = keyof typeof usualPorts;

/** The endpoints for each door; the first one that the broker has is used. The tap speaks TLS if the endpoint does. */
const leadsTo: Readonly<Record<Door, readonly Scheme[]>> = { mqtt: ['mqtt', 'mqtts'], ws: ['ws', 'wss'] };

export const portOptions = { mqtt: '--port', ws: '--ws-port' } as const;

/** Options for a broker that is kept running. */
export interface Wishes {
  /** Ports on 127.0.0.1. Without one, the usual port is used, or another one that is free. */
  readonly ports: Readonly<Partial<Record<Door, number | undefined>>>;
  readonly onEntry: (entry: TraceEntry) => void;
  /** Called with the error of a client that TLS did not let in. */
  readonly onRefused?: (error: Error) => void;
}

/** What clients must have to pass the TLS of a stand-in, and say to be let in. */
export interface Secured {
  readonly files: CertificateFiles;
  readonly front: Front;
}

/** Taps in front of a broker, at fixed addresses. */
export interface Kept extends AsyncDisposable {
  /** The address of each door. A door is left out if the broker has no endpoint for it. */
  readonly doors: Readonly<Partial<Record<Door, URL>>>;
  /** The ports that were tried first. */
  readonly usual: Readonly<Record<Door, number>>;
  /** For a stand-in of a cloud, whose doors have TLS. */
  readonly secured?: Secured;
}

/**
 * Puts a tap in front of each endpoint of a broker.
 * @throws CannotRunError `port-taken`, `cannot-listen`; `no-such-endpoint` for a port without an endpoint
 */
export async function keep(broker: Pick<Broker, 'name' | 'endpoints'>, wishes: Wishes): Promise<Kept> {
  await using opened = new AsyncDisposableStack();
  const doors: Partial<Record<Door, URL>> = {};
  for (const door of ['mqtt', 'ws'] as const) {
    const tap = await tapOf(broker, door, wishes);
    if (tap !== undefined) doors[door] = new URL(opened.use(tap).url);
  }
  const taps = opened.move();
  return { doors, usual: usualPorts, [Symbol.asyncDispose]: () => taps.disposeAsync() };
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
