import { CannotRunError } from '../../base/errors.ts';
import type { Text } from '../../base/text.ts';

/**
 * Decides between the three errors from the system's error code of each address that was tried.
 * @param where names the setting that gave the address, if there is one
 * @param context its name, if it was a Docker context
 */
export function engineTrouble(
  codes: readonly string[],
  isInstalled: boolean,
  where?: Text,
  context?: string,
): CannotRunError {
  if (codes.some((code) => code === 'EACCES' || code === 'EPERM')) return noPermission();
  const hasSocket = codes.some((code) => code !== 'ENOENT');
  return isInstalled || hasSocket || where !== undefined ? notRunning(where, context) : notInstalled();
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

/** The command that starts the engine of a context, by the first part of its name. */
const starters: Readonly<Record<string, string>> = {
  colima: 'colima start',
  orbstack: 'orb start',
  'rancher-desktop': 'rdctl start',
  rootless: 'systemctl --user start docker',
};

function notRunning(where: Text | undefined, context = ''): CannotRunError {
  const starter = Object.entries(starters).find(([name]) => context.startsWith(name))?.[1];
  const start: Text =
    starter === undefined
      ? {
          en: 'start Docker Desktop or the docker service',
          ja: 'Docker Desktop または docker サービスを起動する',
        }
      : { en: `start it with '${starter}'`, ja: `'${starter}' で起動する` };
  const another: Text =
    context === ''
      ? { en: '', ja: '' }
      : { en: `, set DOCKER_CONTEXT=default`, ja: 'か、DOCKER_CONTEXT=default とする' };
  return new CannotRunError(
    'docker-not-running',
    {
      en: `Docker is not running${where === undefined ? '' : ` (${where.en})`}`,
      ja: `Docker が動いていません${where === undefined ? '' : ` (${where.ja})`}`,
    },
    {
      en: `${start.en}${another.en}, or use --broker embedded`,
      ja: `${start.ja}${another.ja}か、--broker embedded を使ってください`,
    },
  );
}

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
