import { CannotRunError } from '../../base/errors.ts';
import { same, type Text } from '../../base/text.ts';
import { printable } from '../../base/visible.ts';
import { offenceOf } from '../../protocol/offences/offence.ts';
import type { PacketEntry } from '../../protocol/packet.ts';
import { sentTooMuch } from './missing.ts';
import type { Stage } from './stage.ts';

/** @throws CannotRunError `unknown-protocol` if a CONNECT is neither of MQTT 3.1.1 nor of MQTT 5 */
export function requireLevel({ fields: { protocolVersion: level } }: PacketEntry): void {
  if (level === undefined || level === 4 || level === 5) return;
  throw new CannotRunError(
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
}

/** The error for a program whose first run shows nothing that can be judged. */
export function noClient(stage: Stage): CannotRunError {
  const { what, advice } = stage.isOverdone
    ? tooMuch
    : stage.trace.length > 0
      ? noConnect(stage)
      : absent(stage);
  const last = printable(stage.lines.at(-1) ?? '', 200);
  const said = last === '' ? same('') : { en: `; it says "${last}"`, ja: `。出力は「${last}」` };
  return new CannotRunError('no-client', { en: what.en + said.en, ja: what.ja + said.ja }, advice);
}

interface Finding {
  readonly what: Text;
  readonly advice: Text;
}

const tooMuch: Finding = {
  what: {
    en: `the program cannot be judged: ${sentTooMuch.en}`,
    ja: `プログラムを判定できません: ${sentTooMuch.ja}`,
  },
  advice: { en: 'let it send less while it is tested', ja: 'テストのあいだは送る量を減らしてください' },
};

function absent({ exit }: Stage): Finding {
  const what =
    exit === undefined
      ? { en: 'the program does not connect', ja: 'プログラムが接続してこない' }
      : {
          en: `the program ended (exit code ${exit.code}) without connecting`,
          ja: `プログラムが接続せずに終了した(終了コード ${exit.code})`,
        };
  return {
    what,
    advice: {
      en: 'it must connect to MQTT_URL, or to MQTT_HOST and MQTT_PORT, or to {url}, {host} and {port} in its arguments',
      ja: '接続先は MQTT_URL、または MQTT_HOST と MQTT_PORT、または引数の {url} {host} {port} から取ってください',
    },
  };
}

/** It has opened a connection. */
function noConnect({ trace, exit }: Stage): Finding {
  const connect = [...trace].find((entry) => entry.kind === 'packet' && entry.type === 'CONNECT');
  if (connect?.kind === 'packet') return invalidConnect(connect);
  const what: Text =
    exit === undefined
      ? {
          en: 'the program opens a connection, but sends no CONNECT',
          ja: 'プログラムが接続を開くだけで、CONNECT を送ってこない',
        }
      : {
          en: `the program opened a connection and ended (exit code ${exit.code}) without sending CONNECT`,
          ja: `プログラムが接続を開いたあと、CONNECT を送らずに終了した(終了コード ${exit.code})`,
        };
  return { what, advice: plainMqtt };
}

function invalidConnect(connect: PacketEntry): Finding {
  const offence = offenceOf(connect, 4);
  if (offence !== undefined)
    return {
      what: {
        en: `the program's CONNECT is invalid: ${offence.en} [${offence.statement}]`,
        ja: `プログラムの CONNECT が不正: ${offence.ja} [${offence.statement}]`,
      },
      advice: {
        en: 'a broker must refuse it; nothing else can be judged before it is mended',
        ja: 'ブローカーは拒否しなければなりません。直すまで、ほかのことは判定できません',
      },
    };
  const { malformed = '' } = connect;
  const fault = malformed === '' ? same('') : { en: ` (${malformed})`, ja: `(${malformed})` };
  return {
    what: {
      en: `the program sends a CONNECT that cannot be accepted${fault.en}`,
      ja: `プログラムの CONNECT を受け入れられない${fault.ja}`,
    },
    advice: plainMqtt,
  };
}

const plainMqtt: Text = {
  en: 'it is to speak MQTT 3.1.1 or 5 over plain TCP (no TLS and no WebSocket) where the address is mqtt://',
  ja: 'アドレスが mqtt:// のときは、TLS も WebSocket も使わず、TCP の上で MQTT 3.1.1 か 5 を話してください',
};
