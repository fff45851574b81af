import { once } from 'node:events';
import { request } from 'node:http';
import type { Socket } from 'node:net';
import { SocksClient } from 'socks';
import { errorCode } from '../../base/error-code.ts';
import { CannotRunError } from '../../base/errors.ts';
import { percentDecoded } from '../../base/percent-decoded.ts';
import { withoutCredentials } from '../../base/redact.ts';
import { printable } from '../../base/visible.ts';
import { type Endpoint, hostAndPort } from '../../protocol/endpoint.ts';

/** How long a proxy may take to answer, in ms. */
const PATIENCE_MS = 10_000;

const schemes = ['http:', 'socks5:', 'socks5h:', 'socks4:', 'socks4a:', 'socks:'];
/** The ports of proxies whose address has none. */
const defaultPort = (proxy: URL): number => (proxy.protocol === 'http:' ? 80 : 1080);

/** Reads `--proxy`. @throws CannotRunError `bad-option`; shows no credentials */
export function parseProxy(word: string): URL {
  const url = URL.canParse(word) ? new URL(word) : undefined;
  if (url?.hostname && schemes.includes(url.protocol)) return url;
  throw new CannotRunError(
    'bad-option',
    {
      en: `--proxy '${printable(withoutCredentials(word), 60)}' is not the address of a proxy`,
      ja: `--proxy '${printable(withoutCredentials(word), 60)}' はプロキシのアドレスとして読めません`,
    },
    {
      en: 'write it like http://proxy.example:3128 or socks5://127.0.0.1:1080',
      ja: 'http://proxy.example:3128 や socks5://127.0.0.1:1080 のように書いてください',
    },
  );
}

/** Opens a TCP connection to an endpoint through a proxy. @throws CannotRunError `proxy-refused` */
export async function throughProxy(
  proxy: URL,
  target: Pick<Endpoint, 'host' | 'port'>,
  signal: AbortSignal,
): Promise<Socket> {
  const late = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
  try {
    return proxy.protocol === 'http:' ? await byConnect(proxy, target, late) : await bySocks(proxy, target);
  } catch (cause) {
    signal.throwIfAborted();
    throw refused(proxy, target, cause);
  }
}

/** The answer of an HTTP proxy that is not 200. */
class NotConnected extends Error {
  override readonly name = 'NotConnected';
}

/** HTTP CONNECT [RFC 9110, 9.3.6]. */
async function byConnect(
  proxy: URL,
  target: Pick<Endpoint, 'host' | 'port'>,
  signal: AbortSignal,
): Promise<Socket> {
  const path = hostAndPort(target);
  const asking = request({
    method: 'CONNECT',
    host: hostOf(proxy),
    port: proxy.port || defaultPort(proxy),
    path,
    headers: { Host: path, ...authorization(proxy) },
    signal,
  });
  asking.end();
  const [answer, socket] = (await Promise.race([
    once(asking, 'connect', { signal }),
    // Any other answer: the proxy is a server that does not know CONNECT.
    once(asking, 'response', { signal }),
  ])) as [{ statusCode?: number }, Socket | undefined];
  if (answer.statusCode === 200 && socket !== undefined) return socket;
  socket?.destroy();
  asking.destroy();
  throw new NotConnected(`HTTP ${answer.statusCode}`);
}

function authorization({ username, password }: URL): Record<string, string> {
  if (username === '') return {};
  const words = `${percentDecoded(username)}:${percentDecoded(password)}`;
  return { 'Proxy-Authorization': `Basic ${Buffer.from(words).toString('base64')}` };
}

async function bySocks(proxy: URL, target: Pick<Endpoint, 'host' | 'port'>): Promise<Socket> {
  const { username, password } = proxy;
  const { socket } = await SocksClient.createConnection({
    command: 'connect',
    proxy: {
      host: hostOf(proxy),
      port: Number(proxy.port) || defaultPort(proxy),
      type: proxy.protocol.startsWith('socks4') ? 4 : 5,
      ...(username !== '' && { userId: percentDecoded(username), password: percentDecoded(password) }),
    },
    destination: target,
    timeout: PATIENCE_MS,
  });
  return socket;
}

const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');

function refused(proxy: URL, target: Pick<Endpoint, 'host' | 'port'>, cause: unknown): CannotRunError {
  const place = hostAndPort({ host: hostOf(proxy), port: Number(proxy.port) || defaultPort(proxy) });
  const why = printable(errorCode(cause) ?? (cause instanceof Error ? cause.message : String(cause)), 80);
  const wantsPassword = /HTTP 407|authentication/i.test(why);
  return new CannotRunError(
    'proxy-refused',
    {
      en: `the proxy at ${place} does not lead to ${hostAndPort(target)} (${why})`,
      ja: `${place} のプロキシからは ${hostAndPort(target)} につながりません(${why})`,
    },
    wantsPassword
      ? {
          en: 'put its user and password into the address: --proxy http://user:password@host:port',
          ja: 'ユーザー名とパスワードをアドレスに入れてください: --proxy http://user:password@host:port',
        }
      : {
          en: 'check the address of the proxy, and that it may reach the broker',
          ja: 'プロキシのアドレスと、ブローカーへの接続が許されているかを確認してください',
        },
    { cause },
  );
}
