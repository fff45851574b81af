import { CannotRunError } from '../../base/errors.ts';
import { printable } from '../../base/visible.ts';

/**
 * A pattern for client ids, with `{name}` where this project's own id goes, e.g. `sensors-{name}`. Without `{name}` it is the one
 * id that the broker lets this project use.
 */
export type ClientIds = string;

const place = '{name}';

/** The client id that a pattern makes of an id of this project. */
export const clientIdBy = (pattern: ClientIds | undefined, id: string): string =>
  pattern === undefined ? id : pattern.replace(place, id);

/** Whether there is only one client id, and so only one client at a time. */
export const isOneClient = (pattern: ClientIds | undefined): boolean =>
  pattern !== undefined && !pattern.includes(place);

/** Reads `--client-id` for a broker that gives each device one id. @throws CannotRunError `bad-option` */
export function deviceId(word: string): ClientIds {
  // The characters of the ids of Azure IoT Hub's devices.
  if (/^[\w.%#*?!(),:=@$'+-]{1,128}$/.test(word)) return word;
  const shown = printable(word, 40);
  throw new CannotRunError(
    'bad-option',
    {
      en: `--client-id '${shown}' is not the id of a device`,
      ja: `--client-id '${shown}' はデバイス ID ではありません`,
    },
    {
      en: 'with --azure-sas, write the id as it is in the hub, without {name}',
      ja: '--azure-sas では、ハブに登録した ID を {name} なしで書いてください',
    },
  );
}

/**
 * Reads `--client-id`.
 * @throws CannotRunError `bad-option` if it has no `{name}`: clients with one id take over each other's connections
 * [MQTT-3.1.4-2], or what no client id may contain
 */
export function clientIdPattern(word: string): ClientIds {
  const isFit = word.split(place).length === 2 && !/\p{C}/u.test(word) && Buffer.byteLength(word) <= 100;
  if (isFit) return word;
  const shown = printable(word, 40);
  throw new CannotRunError(
    'bad-option',
    {
      en: `--client-id '${shown}' does not make client ids`,
      ja: `--client-id '${shown}' からはクライアント ID を作れません`,
    },
    {
      en: 'put {name} into it once, for example sensors-{name}: each client needs an id of its own',
      ja: '{name} を 1 つ入れてください(例: sensors-{name})。クライアントには 1 つずつ違う ID が必要です',
    },
  );
}
