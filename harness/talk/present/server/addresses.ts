import { isIP, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';

const everywhere = ['0.0.0.0', '::'];
const loopback = ['127.0.0.1', '::1', 'localhost'];

export const isLoopback = (host: string): boolean => loopback.includes(host) || host.startsWith('127.');

/** Addresses at which other machines in the room can reach this one, IPv4 first. */
function roomAddresses(): string[] {
  const found = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, address }) => !internal && !/^fe80:/i.test(address));
  return found.sort((a, b) => a.family.localeCompare(b.family)).map(({ address }) => address);
}

/** A host as it is written in a URL. */
export const inUrl = (host: string): string => (isIP(host) === 6 ? `[${host}]` : host);

/** The address of the peer; IPv4-mapped IPv6 addresses as IPv4. */
export const addressOf = ({ remoteAddress = '' }: Pick<Socket, 'remoteAddress'>): string =>
  remoteAddress.replace(/^::ffff:/, '');

/** The names at which clients reach a server that listens at `host`. */
export interface Names {
  /** For the presenter. */
  readonly own: string;
  /** For the room; undefined if the server is open to this machine only. */
  readonly room: string | undefined;
  /** Every name that the server answers to. */
  readonly all: readonly string[];
}

export function namesOf(host: string): Names {
  if (isLoopback(host)) return { own: host, room: undefined, all: [...new Set([host, ...loopback])] };
  if (!everywhere.includes(host)) return { own: host, room: host, all: [host] };
  const room = roomAddresses();
  return { own: '127.0.0.1', room: room[0] ?? '127.0.0.1', all: [...loopback, ...room] };
}
