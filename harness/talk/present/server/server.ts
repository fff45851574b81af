import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Language } from '../../../base/text.ts';
import { cannotListen } from '../../../process/cannot-listen.ts';
import { commandIn } from '../command.ts';
import { Refusal } from '../refusal.ts';
import type { Command } from '../state.ts';
import { type Names, namesOf } from './addresses.ts';
import { Audience } from './audience.ts';
import { Door } from './door.ts';
import { Guard, type Visitor } from './guard.ts';
import { headers } from './headers.ts';
import { fullPage, refusalPage } from './notices.ts';
import { page } from './page.ts';
import { targetOf } from './target.ts';

/** Another service on the same server, at paths of its own. */
export interface Annex {
  /** Answers a request for this service. @returns whether it was such a request */
  answers(request: IncomingMessage, response: ServerResponse, pathname: string): boolean;
  /** Whether it accepts this request to upgrade to another protocol. */
  wants(request: IncomingMessage): boolean;
  enter(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

/** The resources by path; read at each request. */
export interface Served {
  readonly everybody: Readonly<Record<string, Fetched>>;
  /** Only for the presenter. */
  readonly presenter: Readonly<Record<string, Fetched>>;
}

export interface Fetched {
  readonly type: string;
  readonly body: () => string | Uint8Array;
  /** A content security policy of its own. */
  readonly policy?: string;
}

export interface ServerOptions {
  readonly host: string;
  /** 0: the system chooses a free port. */
  readonly port: number;
  readonly language: Language;
  readonly served: Served;
  /** The messages that a view gets when it joins. */
  readonly before: () => readonly [string, unknown][];
  readonly perform: (command: Command) => Promise<void>;
  /** Called with an unexpected error; the request is answered with 500. */
  readonly failed: (error: unknown) => void;
  /** For the room's phones. Undefined: their requests are answered with 404, and no upgrade is accepted. */
  readonly annex?: Annex | undefined;
}

/** The server of a talk, listening. */
export interface TalkServer extends AsyncDisposable {
  readonly port: number;
  readonly names: Names;
  readonly token: string;
  readonly audience: Audience;
}

/** Most bytes of a request; a command is far shorter. */
const MOST_BYTES = 1_000;

/** In ms. A slow client, or one that does not read the response, is disconnected after this time. */
const patience = {
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  connectionsCheckingInterval: 1_000,
};
const UNREAD = 30_000;

/** @throws CannotRunError `port-taken`, `cannot-listen` */
export async function serve(options: ServerOptions): Promise<TalkServer> {
  const names = namesOf(options.host);
  const { annex } = options;
  const server = createServer({
    ...patience,
    shouldUpgradeCallback: (request) => annex?.wants(request) === true,
  });
  server.setTimeout(UNREAD);
  const door = new Door();
  server.on('connection', (socket) => door.admit(socket));
  const port = await listen(server, options);
  const guard = new Guard(names, port);
  const audience = new Audience();
  server.on('request', (request, response) => {
    const answer = new Answer(request, response, { ...options, guard, audience, door });
    answer.give().catch((error) => {
      answer.fail();
      options.failed(error);
    });
  });
  if (annex !== undefined) {
    server.on('upgrade', (request, socket, head) => {
      if (guard.knowsHost(request)) annex.enter(request, socket, head);
      else socket.destroy();
    });
  }
  // For example if a connection can't be accepted because there are too many.
  server.on('error', options.failed);
  // Node answers requests without a listener, except CONNECT.
  server.on('connect', (_request, socket) => {
    socket.on('error', () => {}).end('HTTP/1.1 405 Method Not Allowed\r\nConnection: close\r\n\r\n');
  });
  return {
    port,
    names,
    token: guard.token,
    audience,
    [Symbol.asyncDispose]: async () => {
      audience[Symbol.dispose]();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

interface Context extends ServerOptions {
  readonly guard: Guard;
  readonly audience: Audience;
  readonly door: Door;
}

class Answer {
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  readonly #context: Context;

  constructor(request: IncomingMessage, response: ServerResponse, context: Context) {
    this.#request = request;
    // The client may disconnect before the response is sent.
    this.#response = response.on('error', () => {});
    this.#context = context;
  }

  async give(): Promise<void> {
    const { guard, language, door } = this.#context;
    if (!guard.knowsHost(this.#request)) return this.#end(421);
    const target = targetOf(this.#request.url);
    if (target === undefined) return this.#end(400);
    const { pathname, searchParams } = target;
    if (this.#context.annex?.answers(this.#request, this.#response, pathname)) return;
    const isPage = pathname === '/' || pathname === '/presenter';
    if (isPage && searchParams.has('token')) return this.#enter(pathname, searchParams.get('token'));
    // Any page may link to a page of ours; everything else must be requested by our own pages.
    if (!isPage && !guard.isOwnPage(this.#request)) return this.#end(403);
    const visitor = guard.visitor(this.#request);
    if (visitor === undefined) return this.#end(403, 'text/html', refusalPage(language));
    if (visitor === 'presenter') door.keep(this.#request.socket);
    if (this.#request.method === 'POST') return this.#command(pathname, visitor);
    if (this.#request.method !== 'GET') return this.#end(405);
    return this.#get(pathname, visitor);
  }

  /** Answers the request after an unexpected error. */
  fail(): void {
    if (this.#response.headersSent) this.#response.destroy();
    else this.#end(500);
  }

  /** Moves the token from the address bar to a cookie that scripts can't read. */
  #enter(pathname: string, token: string | null): void {
    const cookie = this.#context.guard.cookieFor(this.#request, token);
    if (cookie === undefined) this.#end(403, 'text/html', refusalPage(this.#context.language));
    else this.#response.writeHead(303, { ...headers, 'Set-Cookie': cookie, Location: pathname }).end();
  }

  #get(pathname: string, visitor: Visitor): void {
    const { served, audience, language } = this.#context;
    const isPresenter = visitor === 'presenter';
    const found = served.everybody[pathname] ?? (isPresenter ? served.presenter[pathname] : undefined);
    if (pathname === '/events') this.#listen(visitor);
    else if (found) this.#end(200, found.type, found.body(), found.policy);
    else if (pathname === '/' && audience.isFull(visitor, this.#request))
      this.#end(503, 'text/html', fullPage(language));
    else if (pathname === '/') this.#end(200, 'text/html', page({ language, view: 'stage', visitor }));
    else if (pathname === '/presenter' && isPresenter)
      this.#end(200, 'text/html', page({ language, view: 'presenter', visitor }));
    else this.#end(404);
  }

  #listen(visitor: Visitor): void {
    const { audience, door, before } = this.#context;
    if (audience.isFull(visitor, this.#request)) this.#end(503);
    else {
      door.keep(this.#request.socket);
      audience.welcome(visitor, this.#request, this.#response, before());
    }
  }

  async #command(pathname: string, visitor: Visitor): Promise<void> {
    const { perform } = this.#context;
    const { headers: asked } = this.#request;
    // A form can't send JSON, and a script of another origin would need a preflight request.
    const isOurs = asked.origin !== undefined && asked['content-type'] === 'application/json';
    if (visitor !== 'presenter' || !isOurs) return this.#end(403);
    if (pathname !== '/do') return this.#end(404);
    const command = commandIn(await this.#json());
    if (command === undefined) return this.#end(400);
    try {
      await perform(command);
      this.#end(204);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#end(error.status, 'application/json', JSON.stringify(error.says));
    }
  }

  /** `undefined` if the body is too long or is not JSON. */
  async #json(): Promise<unknown> {
    let text = '';
    try {
      // The rest of a body that is too long must not close the connection: it carries the response.
      const chunks = this.#request.setEncoding('utf8').iterator({ destroyOnReturn: false });
      for await (const chunk of chunks) {
        text += chunk;
        if (text.length > MOST_BYTES) return undefined;
      }
      return JSON.parse(text);
    } catch {
      return undefined;
    }
  }

  #end(status: number, type?: string, body?: string | Uint8Array, policy?: string): void {
    const about = {
      ...(type !== undefined && { 'Content-Type': `${type}; charset=utf-8` }),
      ...(policy !== undefined && { 'Content-Security-Policy': policy }),
    };
    this.#response.writeHead(status, { ...headers, ...about }).end(body);
  }
}

async function listen(server: Server, { host, port }: ServerOptions): Promise<number> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw cannotListen(host, port, cause);
  }
  return (server.address() as AddressInfo).port;
}
