import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { addressOf, inUrl, type Names } from './addresses.ts';

/** Who asks: the presenter may do things, a guest may look. */
export type Visitor = 'presenter' | 'guest';

/**
 * Whom the server answers. A page on another origin reaches it too, by the presenter's own browser: so the name it is
 * called by, where the question comes from, and a secret of this start have to be right.
 */
export class Guard {
  /** Part of the address the terminal prints, then a cookie. */
  readonly token = randomBytes(32).toString('base64url');
  readonly #cookie: string;
  readonly #origins: readonly string[];
  readonly #open: boolean;

  constructor({ all, room }: Names, port: number) {
    this.#origins = all.map((name) => new URL(`http://${inUrl(name)}:${port}`).origin);
    this.#open = room !== undefined;
    // Cookies know no ports: two servers on one machine must not share one.
    this.#cookie = `mqtt-hands-on-${port}`;
  }

  /** Asked by a name that is its own: DNS can make any name lead here. */
  knowsHost({ headers }: IncomingMessage): boolean {
    return this.#origins.includes(`http://${headers.host}`);
  }

  /** A browser that names no origin or site is told apart by its cookie alone. */
  isOwnPage({ headers }: IncomingMessage): boolean {
    const site = headers['sec-fetch-site'];
    const origin = headers.origin;
    return (
      (site === undefined || site === 'same-origin' || site === 'none') &&
      (origin === undefined || origin === `http://${headers.host}`)
    );
  }

  /** Who it is; `undefined` for nobody who may be here. */
  visitor(request: IncomingMessage): Visitor | undefined {
    if (isThisMachine(request) && this.#isToken(cookieOf(request, this.#cookie))) return 'presenter';
    return this.#open ? 'guest' : undefined;
  }

  /** The cookie for who came with the token in the address. What crosses a network is no secret: from here only. */
  cookieFor(request: IncomingMessage, token: string | null): string | undefined {
    if (!isThisMachine(request) || !this.#isToken(token ?? undefined)) return undefined;
    return `${this.#cookie}=${this.token}; HttpOnly; SameSite=Strict; Path=/`;
  }

  #isToken(word: string | undefined): boolean {
    return word !== undefined && timingSafeEqual(digest(word), digest(this.token));
  }
}

/** Of one length, whatever the word. */
const digest = (word: string): Buffer => createHash('sha256').update(word).digest();

/** Both ends of the connection are on this machine. */
function isThisMachine({ socket }: IncomingMessage): boolean {
  const address = addressOf(socket);
  return address === '::1' || address.startsWith('127.') || socket.remoteAddress === socket.localAddress;
}

const cookieOf = ({ headers }: IncomingMessage, name: string): string | undefined =>
  headers.cookie
    ?.split(';')
    .map((pair) => pair.trim().split('='))
    .find(([key]) => key === name)?.[1];
