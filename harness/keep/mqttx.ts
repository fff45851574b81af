import { randomBytes } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import * as v from 'valibot';
import { errorCode } from '../base/error-code.ts';
import { CannotRunError } from '../base/errors.ts';
import { printable } from '../base/visible.ts';
import { cannotWrite } from '../process/cannot-write.ts';
import type { Door, Kept, Secured } from './keep.ts';

/** Fixed ids: MQTTX then updates a connection that was imported before, instead of adding a second one. */
const ids: Readonly<Record<Door, string>> = {
  mqtt: '6d716871-7474-4d68-8f6e-000000001883',
  ws: '6d716871-7474-4d68-8f6e-000000008083',
};

const file = v.array(v.looseObject({ id: v.picklist(Object.values(ids)), messages: v.strictTuple([]) }));

/**
 * Checks before a broker is started that the file can be written: it is new, or was written by this program.
 * @throws CannotRunError `cannot-write`, also for a file with other content, such as saved messages
 */
export async function requireOurs(path: string): Promise<void> {
  // Reading a named pipe would wait for its writer, and keep this process from ending.
  if (await isSpecial(path)) throw notOurs(path);
  const text = await readFile(path, 'utf8').catch((error) => {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw cannotWrite(printable(path, 200), error);
  });
  if (text !== undefined && !isOurs(text)) throw notOurs(path);
}

/**
 * Writes connections to a broker in the form that the desktop program MQTTX imports: Connections, Import Data, JSON.
 * @throws CannotRunError `cannot-write`
 */
export async function writeConnections(
  path: string,
  kept: Pick<Kept, 'doors' | 'secured'>,
  title: string,
): Promise<void> {
  await requireOurs(path);
  const text = `${JSON.stringify(connectionsTo(kept, title), undefined, 2)}\n`;
  await writeFile(path, text).catch((cause) => {
    throw cannotWrite(printable(path, 200), cause);
  });
}

/**
 * An array of MQTTX's `ConnectionModel` (emqx/MQTTX v1.13.0, src/types/global.d.ts), with the values that a new connection
 * has there (`getDefaultRecord`, src/utils/mqttUtils.ts). The import (src/components/ImportData.vue and `import` of
 * src/database/services/ConnectionService.ts) needs client id, name, host and port, and skips items without an id.
 */
export function connectionsTo(
  { doors, secured }: Pick<Kept, 'doors' | 'secured'>,
  title: string,
  at = new Date(),
): object[] {
  return (['mqtt', 'ws'] as const).flatMap((door) => {
    const url = doors[door];
    return url === undefined
      ? []
      : [{ ...connection(door, url, title, dateTime(at)), ...(secured && withTls(secured)) }];
  });
}

const connection = (
  door: Door,
  { protocol, hostname, port, pathname }: URL,
  title: string,
  createAt: string,
) => ({
  id: ids[door],
  name: `${title} (${door})`,
  clientId: `mqttx_${randomBytes(4).toString('hex')}`,
  protocol: protocol.slice(0, -1),
  host: hostname,
  port: Number(port),
  path: door === 'ws' ? pathname : '/mqtt',
  mqttVersion: '5.0',
  clean: true,
  keepalive: 60,
  connectTimeout: 10,
  reconnect: true,
  reconnectPeriod: 4000,
  username: '',
  password: '',
  ssl: false,
  certType: '',
  rejectUnauthorized: true,
  ca: '',
  cert: '',
  key: '',
  createAt,
  updateAt: createAt,
  unreadMessageCount: 0,
  isCollection: false,
  parentId: null,
  subscriptions: [{ topic: 'office/#', qos: 1, disabled: false, color: '#34c388', createAt }],
  messages: [],
});

/** What differs for a stand-in, with the names of certificate files. */
const withTls = ({ files: { ca, client }, front: { entry } }: Secured) => ({
  ssl: true,
  certType: 'self',
  ca,
  cert: client?.cert ?? '',
  key: client?.key ?? '',
  username: entry.username ?? '',
  password: entry.password ?? '',
  ...(entry.clientId !== undefined && { clientId: entry.clientId }),
});

/** The form of times in MQTTX (src/utils/time.ts): `2026-11-28 09:05:03:042`. */
const dateTime = (at: Date): string => at.toISOString().replace('T', ' ').replace('.', ':').replace('Z', '');

/** Whether it is there, and is neither a file nor a folder. */
async function isSpecial(path: string): Promise<boolean> {
  const there = await stat(path).catch(() => undefined);
  return there !== undefined && !there.isFile() && !there.isDirectory();
}

function isOurs(text: string): boolean {
  try {
    return v.is(file, JSON.parse(text));
  } catch {
    return false;
  }
}

const notOurs = (path: string) =>
  new CannotRunError(
    'cannot-write',
    {
      en: `${printable(path, 200)} is there already, and is no file of npm run broker`,
      ja: `${printable(path, 200)} はすでにあり、npm run broker が書いたファイルではありません`,
    },
    { en: 'choose another name for --mqttx', ja: '--mqttx に別の名前を指定してください' },
  );
