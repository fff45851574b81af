import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { CannotRunError } from '../base/errors.ts';

export const schemes = ['mqtt', 'mqtts', 'ws', 'wss'] as const;
/** How an endpoint is spoken to: MQTT over TCP, TLS, WebSocket, or WebSocket over TLS. */
export type Scheme = (typeof schemes)[number];

/** How the tap's sockets on both sides are set: each side may end on its own, nothing waits for Nagle's algorithm. */
export const socketOptions = { allowHalfOpen: true, noDelay: true } as const;

/** For endpoints behind TLS: what Node's `tls.connect` takes. Certificates are checked by default. */
export interface EndpointTls {
  readonly ca?: string | Buffer;
  readonly cert?: string | Buffer;
  readonly key?: string | Buffer;
  readonly rejectUnauthorized?: boolean;
  /** TLS server name, if it differs from the host. */
  readonly servername?: string;
}

/** A connection to a broker that is being made; `ready` names the event that says it is there. */
export interface Upstream {
  readonly socket: Socket;
  readonly ready: 'connect' | 'secureConnect';
}

/** Where a connection leads to. */
export interface Endpoint {
  readonly scheme: Scheme;
  /** As a socket takes it: an IPv6 address has no brackets. */
  readonly host: string;
  readonly port: number;
  readonly isTls: boolean;
  readonly isWebSocket: boolean;
  /** Host and port as an HTTP request names them: without the port where it is the usual one. */
  readonly authority: string;
  /** Path and query of a WebSocket endpoint. */
  readonly path: string;
}

/** Well-known ports: what an endpoint without a port means. */
const defaultPorts: Readonly<Record<Scheme, number>> = { mqtt: 1883, mqtts: 8883, ws: 80, wss: 443 };

/** @throws CannotRunError `not-an-endpoint` unless it is a URL of scheme mqtt, mqtts, ws or wss */
export function parseEndpoint(address: string): Endpoint {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const scheme = schemes.find((one) => url?.protocol === `${one}:`);
  if (!url?.hostname || scheme === undefined) {
    throw new CannotRunError(
      'not-an-endpoint',
      {
        en: 'the tap was given an address it cannot connect to',
        ja: 'タップに渡されたアドレスには接続できません',
      },
      {
        en: 'give it mqtt://host:1883, mqtts://…, ws://… or wss://…',
        ja: 'mqtt://host:1883、mqtts://…、ws://…、wss://… のいずれかを渡してください',
      },
    );
  }
  const defaultPort = defaultPorts[scheme];
  const isWebSocket = scheme === 'ws' || scheme === 'wss';
  return {
    scheme,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    authority: url.port && Number(url.port) !== defaultPort ? url.host : url.hostname,
    port: url.port ? Number(url.port) : defaultPort,
    isTls: scheme === 'mqtts' || scheme === 'wss',
    isWebSocket,
    path: isWebSocket ? `${url.pathname}${url.search}` : '',
  };
}

/** `host:port` as in a URL. */
export const hostAndPort = ({ host, port }: Pick<Endpoint, 'host' | 'port'>): string =>
  `${host.includes(':') ? `[${host}]` : host}:${port}`;

/** The path of a WebSocket endpoint as it may be shown: its query can carry a signature. */
export const pathOf = ({ path }: Pick<Endpoint, 'path'>): string => path.replace(/\?.*$/s, '');

/** Begins to connect. */
export function connectTo(
  endpoint: Pick<Endpoint, 'host' | 'port' | 'isTls'>,
  tls: EndpointTls = {},
): Upstream {
  const { host, port } = endpoint;
  // By default, Node gives up one address of a name after 250 ms: too short for a far broker.
  const options = { host, port, ...socketOptions, autoSelectFamilyAttemptTimeout: 2000 };
  if (!endpoint.isTls) return { socket: connectTcp(options), ready: 'connect' };
  // An address is no server name [RFC 6066, 3].
  const servername = isIP(host) ? '' : host;
  return { socket: connectTls({ ...options, servername, ...tls }), ready: 'secureConnect' };
}
