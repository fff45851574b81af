import { isIP, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';

const everywhere = ['0.0.0.0', '::'];
const loopback = ['127.0.0.1', '::1', 'localhost'];

export const isLoopback = (host: string): boolean => loopback.includes(host) || host.startsWith('127.');

/** Addresses of this machine that others in the room can reach, IPv4 first. */
function roomAddresses(): string[] {
  const found = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, address }) => !internal && !/^fe80:/i.test(address));
  return found.sort((a, b) => a.family.localeCompare(b.family)).map(({ address }) => address);
}

/** A host as a URL has it. */
export const inUrl = (host: string): string => (isIP(host) === 6 ? `[${host}]` : host);

/** The other end of a connection, an IPv4 address as such. */
export const addressOf = ({ remoteAddress = '' }: Pick<Socket, 'remoteAddress'>): string =>
  remoteAddress.replace(/^::ffff:/, '');

/** What a server that listens at `host` is called by who may talk to it. */
export interface Names {
  /** Where the presenter finds it. */
  readonly own: string;
  /** Where the room finds it; nothing while it is for this machine only. */
  readonly room: string | undefined;
  /** Every name it answers to. */
  readonly all: readonly string[];
}

export function namesOf(host: string): Names {
  if (isLoopback(host)) return { own: host, room: undefined, all: [...new Set([host, ...loopback])] };
  if (!everywhere.includes(host)) return { own: host, room: host, all: [host] };
  const room = roomAddresses();
  return { own: '127.0.0.1', room: room[0] ?? '127.0.0.1', all: [...loopback, ...room] };
}
