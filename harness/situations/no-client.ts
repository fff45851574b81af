import { CannotRunError } from '../base/errors.ts';
import type { Text } from '../base/text.ts';
import { printable } from '../base/visible.ts';
import { offenceOf } from '../protocol/offences/offence.ts';
import type { Stage } from './stage/stage.ts';

type Seen = Pick<Stage, 'exit' | 'lines' | 'trace'>;

/** The error for a program that sends no CONNECT that a broker may accept. */
export const doesNotConnect = (seen: Seen): CannotRunError => invalidConnect(seen) ?? sendsNone(seen);

function invalidConnect({ trace }: Seen): CannotRunError | undefined {
  const connect = [...trace].find((entry) => entry.kind === 'packet' && entry.type === 'CONNECT');
  const offence = connect?.kind === 'packet' ? offenceOf(connect, 4) : undefined;
  if (offence === undefined) return;
  return new CannotRunError(
    'no-client',
    {
      en: `the program's CONNECT is invalid: ${offence.en} [${offence.statement}]`,
      ja: `プログラムの CONNECT が不正: ${offence.ja} [${offence.statement}]`,
    },
    {
      en: 'a broker must refuse it; nothing else can be judged before it is mended',
      ja: 'ブローカーは拒否しなければなりません。直すまで、ほかのことは判定できません',
    },
  );
}

/** The error for a program that sends no CONNECT, with the last line that it wrote. */
function sendsNone({ exit, lines, trace }: Seen): CannotRunError {
  const last = printable(lines.at(-1) ?? '', 200);
  const said = last === '' ? { en: '', ja: '' } : { en: `; it says "${last}"`, ja: `。出力は「${last}」` };
  const how = trace.length === 0 ? withoutConnecting(exit?.code) : withoutConnect(exit?.code);
  return new CannotRunError('no-client', { en: `${how.en}${said.en}`, ja: `${how.ja}${said.ja}` }, address);
}

const withoutConnecting = (code: number | undefined): Text =>
  code === undefined
    ? { en: 'the program does not connect', ja: 'プログラムが接続してこない' }
    : {
        en: `the program ended (exit code ${code}) without connecting`,
        ja: `プログラムが接続せずに終了した(終了コード ${code})`,
      };

const withoutConnect = (code: number | undefined): Text =>
  code === undefined
    ? {
        en: 'the program opens a connection, but sends no CONNECT',
        ja: 'プログラムが接続を開くだけで、CONNECT を送ってこない',
      }
    : {
        en: `the program opened a connection and ended (exit code ${code}) without sending CONNECT`,
        ja: `プログラムが接続を開いたあと、CONNECT を送らずに終了した(終了コード ${code})`,
      };

const address: Text = {
  en: 'it must connect to MQTT_URL, or to MQTT_HOST and MQTT_PORT, or to {url}, {host} and {port} in its arguments',
  ja: '接続先は MQTT_URL、または MQTT_HOST と MQTT_PORT、または引数の {url} {host} {port} から取ってください',
};

/** The error for a program whose CONNECT is of a version without claims, e.g. MQTT 3.1. */
export const speaksOther = (level: number | undefined): CannotRunError =>
  new CannotRunError(
    'unknown-protocol',
    level === 3
      ? { en: 'the program speaks MQTT 3.1', ja: 'プログラムは MQTT 3.1 を話します' }
      : {
          en: `the program's CONNECT has protocol version ${level}`,
          ja: `プログラムの CONNECT のプロトコルバージョンは ${level} です`,
        },
    {
      en: 'there are claims about MQTT 3.1.1 and 5: set one of them in the program',
      ja: '主張があるのは MQTT 3.1.1 と 5 です。プログラムの側でどちらかを指定してください',
    },
  );
