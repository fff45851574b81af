import { access } from 'node:fs/promises';
import { type RequestOptions, request } from 'node:http';
import { homedir } from 'node:os';
import { CannotRunError } from '../../errors.ts';
import { errorCode } from '../error-code.ts';
import { findProgram } from '../find-program.ts';
import { withoutCredentials } from '../redact.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Finds out quickly whether a container engine on this machine answers: at `DOCKER_HOST`, else where engines
 * usually listen. At most 2 s a place, and places that exist are few.
 * @throws CannotRunError `docker-not-installed`, `docker-not-running`, `docker-no-permission`, or
 * `docker-remote` for an engine whose loopback is not ours.
 */
export async function requireEngine(environment: Environment = process.env): Promise<void> {
  const chosen = environment.DOCKER_HOST || undefined;
  const places = chosen === undefined ? usualPlaces(environment) : [placeOf(chosen)];
  const codes: string[] = [];
  for (const place of places) {
    const code = await ping(place);
    if (code === undefined) return;
    codes.push(code);
  }
  throw engineTrouble(codes, (await findProgram('docker', environment)) !== undefined, chosen);
}

/** Which of the three it is, from the system's word for each place that was tried. */
export function engineTrouble(
  codes: readonly string[],
  isInstalled: boolean,
  dockerHost?: string,
): CannotRunError {
  if (codes.some((code) => code === 'EACCES' || code === 'EPERM')) return noPermission();
  const hasSocket = codes.some((code) => code !== 'ENOENT');
  return isInstalled || hasSocket || dockerHost !== undefined ? notRunning(dockerHost) : notInstalled();
}

type Place = Pick<RequestOptions, 'socketPath' | 'host' | 'port'>;

/** Where testcontainers looks, in its order. */
function usualPlaces({ XDG_RUNTIME_DIR }: Environment): Place[] {
  if (process.platform === 'win32') return [{ socketPath: '//./pipe/docker_engine' }];
  const user = process.getuid?.() ?? 0;
  return [
    '/var/run/docker.sock',
    `${XDG_RUNTIME_DIR ?? `/run/user/${user}`}/docker.sock`,
    `${homedir()}/.docker/run/docker.sock`,
    `${homedir()}/.docker/desktop/docker.sock`,
  ].map((socketPath) => ({ socketPath }));
}

function placeOf(dockerHost: string): Place {
  const [, scheme, rest = ''] = /^(unix|npipe|tcp|http|https):\/\/(.+)$/.exec(dockerHost) ?? [];
  if (scheme === 'unix' || scheme === 'npipe') return { socketPath: rest };
  if (scheme !== undefined && URL.canParse(dockerHost)) {
    const { hostname, port } = new URL(`http://${rest}`);
    if (/^(localhost|127\.[\d.]+|\[::1\])$/.test(hostname)) return { host: hostname, port: port || 2375 };
  }
  throw new CannotRunError(
    'docker-remote',
    {
      en: `DOCKER_HOST=${withoutCredentials(dockerHost)} is an engine on another machine, whose loopback can't be reached from here`,
      ja: `DOCKER_HOST=${withoutCredentials(dockerHost)} は別のマシンのエンジンで、そのループバックにはここから接続できません`,
    },
    {
      en: 'unset DOCKER_HOST, or start the broker there and give its URL with --broker',
      ja: 'DOCKER_HOST を外すか、そのマシンでブローカーを起動して --broker に URL を指定してください',
    },
  );
}

/** Undefined when the engine answers, else the system's word for why not. */
async function ping(place: Place): Promise<string | undefined> {
  if (place.socketPath !== undefined && process.platform !== 'win32') {
    const absent = await access(place.socketPath).then(() => undefined, errorCode);
    if (absent !== undefined) return absent;
  }
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(2000);
    // Any answer is an engine's, also one that only takes TLS.
    const asked = request({ ...place, path: '/_ping', signal }, (response) => {
      response.destroy();
      resolve(undefined);
    });
    asked.on('error', (error) => resolve(errorCode(error) ?? 'UNKNOWN'));
    asked.end();
  });
}

const notInstalled = () =>
  new CannotRunError(
    'docker-not-installed',
    { en: 'Docker is not installed', ja: 'Docker がインストールされていません' },
    {
      en: 'install Docker (or a Mosquitto program), or use --broker embedded',
      ja: 'Docker(または Mosquitto 本体)をインストールするか、--broker embedded を使ってください',
    },
  );

const notRunning = (dockerHost: string | undefined) => {
  const where = dockerHost === undefined ? '' : ` (DOCKER_HOST=${withoutCredentials(dockerHost)})`;
  return new CannotRunError(
    'docker-not-running',
    { en: `Docker is not running${where}`, ja: `Docker が動いていません${where}` },
    {
      en: 'start Docker Desktop or the docker service, or use --broker embedded',
      ja: 'Docker Desktop または docker サービスを起動するか、--broker embedded を使ってください',
    },
  );
};

const noPermission = () =>
  new CannotRunError(
    'docker-no-permission',
    {
      en: 'this user may not use Docker (permission denied on its socket)',
      ja: 'このユーザーには Docker を使う権限がありません(ソケットへのアクセスが拒否されました)',
    },
    {
      en: "add the user to the group 'docker' and log in again, or use --broker embedded",
      ja: "ユーザーを 'docker' グループに加えてログインし直すか、--broker embedded を使ってください",
    },
  );
