import type { RequestOptions } from 'node:http';
import { homedir } from 'node:os';
import path from 'node:path';
import { CannotRunError } from '../../base/errors.ts';
import { withoutCredentials } from '../../base/redact.ts';
import type { Text } from '../../base/text.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The address of an engine, and how to connect to it. */
export interface Place extends Pick<RequestOptions, 'socketPath' | 'host' | 'port'> {
  /** As Testcontainers takes it in DOCKER_HOST. */
  readonly url: string;
}

const atSocket = (socketPath: string): Place => ({ socketPath, url: `unix://${socketPath}` });

/** Where engines listen by default, the usual addresses first. */
export function usualPlaces({ XDG_RUNTIME_DIR, HOME = homedir() }: Environment): Place[] {
  if (process.platform === 'win32') {
    const socketPath = '//./pipe/docker_engine';
    return [{ socketPath, url: `npipe://${socketPath}` }];
  }
  const inHome = ['.docker/run', '.docker/desktop', '.orbstack/run', '.rd', '.colima/default', '.colima'];
  const runtime = `/run/user/${process.getuid?.() ?? 0}`;
  return [
    '/var/run/docker.sock',
    `${XDG_RUNTIME_DIR ?? runtime}/docker.sock`,
    ...inHome.map((folder) => path.join(HOME, folder, 'docker.sock')),
  ].map(atSocket);
}

/**
 * Reads the address that DOCKER_HOST or a context names, in the forms that Docker accepts (`unix:///path`, `tcp://host:port`)
 * and that people write (`unix:/path`, `/path`, `localhost:2375`).
 * @param host the address
 * @param what where it comes from, e.g. `DOCKER_HOST=…`
 * @throws CannotRunError `docker-remote`, `docker-bad-address`
 */
export function placeOf(host: string, what: Text, isMine: boolean): Place {
  const [, scheme, rest = ''] = /^(unix|npipe):(?:\/\/)?(.*)$/.exec(host) ?? [];
  if (host.startsWith('/')) return atSocket(host);
  if (scheme === 'npipe') return { socketPath: rest, url: host };
  if (scheme === 'unix' && rest.startsWith('/')) return atSocket(rest);
  if (scheme === 'unix') throw badAddress(what, `unix:///${rest}`);
  const address = /^[\w.[\]:-]+:\d+$/.test(host) ? `tcp://${host}` : host;
  const url = /^(tcp|https?):\/\//.test(address) && URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined && !/^[a-z]+:\/\//.test(host)) throw badAddress(what, 'unix:///var/run/docker.sock');
  const hostname = url?.hostname.replace(/^\[(.*)\]$/, '$1') ?? '';
  if (/^(localhost|127\.[\d.]+|::1)$/.test(hostname)) {
    return { host: hostname, port: url?.port || 2375, url: address };
  }
  throw remote(what, isMine);
}

/** DOCKER_HOST in a form that is safe to print. */
export const dockerHost = (host: string): Text => {
  const shown = `DOCKER_HOST=${withoutCredentials(host)}`;
  return { en: shown, ja: shown };
};

const badAddress = (what: Text, right: string) =>
  new CannotRunError(
    'docker-bad-address',
    { en: `${what.en} is no address of an engine`, ja: `${what.ja} はエンジンのアドレスではありません` },
    { en: `write DOCKER_HOST=${right}`, ja: `DOCKER_HOST=${right} のように書いてください` },
  );

/** @param isMine whether this program's own environment chose it */
const remote = (what: Text, isMine: boolean) =>
  new CannotRunError(
    'docker-remote',
    {
      en: `${what.en} is an engine on another machine, whose loopback can't be reached from here`,
      ja: `${what.ja} は別のマシンのエンジンで、そのループバックにはここから接続できません`,
    },
    isMine
      ? {
          en: 'unset DOCKER_HOST, or start the broker there and give its URL with --broker',
          ja: 'DOCKER_HOST を外すか、そのマシンでブローカーを起動して --broker に URL を指定してください',
        }
      : {
          en: 'set DOCKER_CONTEXT=default, or start the broker there and give its URL with --broker',
          ja: 'DOCKER_CONTEXT=default とするか、そのマシンでブローカーを起動して --broker に URL を指定してください',
        },
  );
