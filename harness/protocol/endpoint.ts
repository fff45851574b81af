import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { CannotRunError } from '../base/errors.ts';

export const schemes = ['mqtt', 'mqtts', 'ws', 'wss'] as const;
/** The transport of an endpoint: MQTT over TCP, TLS, WebSocket, or WebSocket over TLS. */
export type Scheme = (typeof schemes)[number];

/** Options of the tap's sockets: each side may end separately, and Nagle's algorithm is off. */
export const socketOptions = { allowHalfOpen: true, noDelay: true } as const;

/** Options of Node's `tls.connect` for endpoints with TLS. Certificates are checked by default. */
export interface EndpointTls {
  readonly ca?: string | Buffer;
  readonly cert?: string | Buffer;
  readonly key?: string | Buffer;
  readonly rejectUnauthorized?: boolean;
  /** TLS server name, if it differs from the host. */
  readonly servername?: string;
  /** Application protocols that the client offers [RFC 7301], e.g. `mqtt`. */
  readonly ALPNProtocols?: string[];
}

/** A socket that is connecting to a broker; `ready` is the event when it is connected. */
export interface Upstream {
  readonly socket: Socket;
  readonly ready: 'connect' | 'secureConnect';
}

/** The address of a broker's endpoint, in parts. */
export interface Endpoint {
  readonly scheme: Scheme;
  /** The host for a socket: an IPv6 address has no brackets. */
  readonly host: string;
  readonly port: number;
  readonly isTls: boolean;
  readonly isWebSocket: boolean;
  /** Host and port as in an HTTP request: without the default port. */
  readonly authority: string;
  /** Path and query of a WebSocket endpoint. */
  readonly path: string;
}

/** The ports of endpoints without a port. */
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

/** The path of a WebSocket endpoint without its query, which may contain a signature. */
export const pathOf = ({ path }: Pick<Endpoint, 'path'>): string => path.replace(/\?.*$/s, '');

/** Begins to connect to an endpoint. */
export function connectTo(
  endpoint: Pick<Endpoint, 'host' | 'port' | 'isTls'>,
  tls: EndpointTls = {},
): Upstream {
  const { host, port } = endpoint;
  // By default, Node gives up each address of a host after 250 ms, which is too short for a distant broker.
  const options = { host, port, ...socketOptions, autoSelectFamilyAttemptTimeout: 2000 };
  if (!endpoint.isTls) return { socket: connectTcp(options), ready: 'connect' };
  // An IP address is not allowed as a server name [RFC 6066, 3].
  const servername = isIP(host) ? '' : host;
  return { socket: connectTls({ ...options, servername, ...tls }), ready: 'secureConnect' };
}
