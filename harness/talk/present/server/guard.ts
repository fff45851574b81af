import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { addressOf, inUrl, type Names } from './addresses.ts';

/** The presenter may give commands; a guest may only look. */
export type Visitor = 'presenter' | 'guest';

/**
 * Decides which requests the server answers. A page of another origin can reach the server through the presenter's own
 * browser. So it checks the host name, the origin, and a secret that is new at each start.
 */
export class Guard {
  /** Part of the address that the terminal prints, then a cookie. */
  readonly token = randomBytes(32).toString('base64url');
  readonly #cookie: string;
  readonly #origins: readonly string[];
  readonly #open: boolean;

  constructor({ all, room }: Names, port: number) {
    this.#origins = all.map((name) => new URL(`http://${inUrl(name)}:${port}`).origin);
    this.#open = room !== undefined;
    // Cookies ignore the port: two servers on one machine must not share one.
    this.#cookie = `mqtt-hands-on-${port}`;
  }

  /** Whether the Host header is a name of this server: DNS can make any name point here. */
  knowsHost({ headers }: IncomingMessage): boolean {
    return this.#origins.includes(`http://${headers.host}`);
  }

  /** Whether the request comes from our own page. If the browser sends no origin or site, only the cookie tells. */
  isOwnPage({ headers }: IncomingMessage): boolean {
    const site = headers['sec-fetch-site'];
    const origin = headers.origin;
    return (
      (site === undefined || site === 'same-origin' || site === 'none') &&
      (origin === undefined || origin === `http://${headers.host}`)
    );
  }

  /** Presenter or guest; `undefined` if neither may look. */
  visitor(request: IncomingMessage): Visitor | undefined {
    if (isThisMachine(request) && this.#isToken(cookieOf(request, this.#cookie))) return 'presenter';
    return this.#open ? 'guest' : undefined;
  }

  /**
   * The cookie for a client with the token in its address. The token is accepted only from this machine: on a network it
   * would not stay secret.
   */
  cookieFor(request: IncomingMessage, token: string | null): string | undefined {
    if (!isThisMachine(request) || !this.#isToken(token ?? undefined)) return undefined;
    return `${this.#cookie}=${this.token}; HttpOnly; SameSite=Strict; Path=/`;
  }

  #isToken(word: string | undefined): boolean {
    return word !== undefined && timingSafeEqual(digest(word), digest(this.token));
  }
}

/** Makes words of any length comparable in constant time. */
const digest = (word: string): Buffer => createHash('sha256').update(word).digest();

/** Whether both ends of the connection are on this machine. */
function isThisMachine({ socket }: IncomingMessage): boolean {
  const address = addressOf(socket);
  return address === '::1' || address.startsWith('127.') || socket.remoteAddress === socket.localAddress;
}

const cookieOf = ({ headers }: IncomingMessage, name: string): string | undefined =>
  headers.cookie
    ?.split(';')
    .map((pair) => pair.trim().split('='))
    .find(([key]) => key === name)?.[1];
