import type { Scheme } from '../broker.ts';

/** Well-known ports: what an endpoint without a port means. */
const defaultPorts: Readonly<Record<Scheme, number>> = { mqtt: 1883, mqtts: 8883, ws: 80, wss: 443 };

/** Where an endpoint leads to. `host` is fit for a socket: an IPv6 address has no brackets. */
export interface Address {
  readonly scheme: Scheme;
  readonly host: string;
  readonly port: number;
  readonly path: string;
}

/** Takes apart what parseBroker accepted or one of our own brokers lists. */
export function addressOf(endpoint: string): Address {
  const url = new URL(endpoint);
  const scheme = url.protocol.slice(0, -1) as Scheme;
  return {
    scheme,
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? defaultPorts[scheme] : Number(url.port),
    path: url.pathname === '' ? '/' : url.pathname,
  };
}

/** `host:port` as in a URL. */
export const hostAndPort = ({ host, port }: Pick<Address, 'host' | 'port'>): string =>
  `${host.includes(':') ? `[${host}]` : host}:${port}`;
