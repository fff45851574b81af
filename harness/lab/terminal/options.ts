import { CannotRunError } from '../../base/errors.ts';
import { languageFrom } from '../../base/language.ts';
import type { Language, Text } from '../../base/text.ts';
import { brokerVariables, kindsInHelp } from '../../brokers/help.ts';
import { parseOptions } from '../../process/options.ts';
import type { ProtocolVersion } from '../../protocol/version.ts';
import type { Artefacts } from './artefacts.ts';

export interface LabOptions extends Artefacts {
  readonly broker: string;
  readonly language: Language;
  /** Undefined: the newest one the broker speaks. */
  readonly protocolVersion: ProtocolVersion | undefined;
  /** Whether packets are left out of the narration. */
  readonly quiet: boolean;
  /** Whether each step waits for Enter. */
  readonly pause: boolean;
  readonly help: boolean;
  /** Words that are no options. */
  readonly words: readonly string[];
}

/**
 * The options every lab understands, however it is started.
 * @param words how many words that are no options are allowed
 * @throws CannotRunError for anything it does not understand
 */
export function labOptions(argv: readonly string[], words = 0): LabOptions {
  const { values, positionals } = parseOptions(
    argv,
    {
      broker: { type: 'string', short: 'b', default: 'embedded' },
      lang: { type: 'string' },
      protocol: { type: 'string', short: 'p' },
      pause: { type: 'boolean', default: false },
      quiet: { type: 'boolean', short: 'q', default: false },
      svg: { type: 'string' },
      record: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
    words,
  );
  return {
    broker: values.broker,
    language: languageFrom(values.lang, process.env),
    protocolVersion: protocolVersionOf(values.protocol),
    pause: values.pause,
    quiet: values.quiet,
    svg: values.svg,
    record: values.record,
    help: values.help,
    words: positionals,
  };
}

/** @throws CannotRunError `unknown-protocol` */
export function protocolVersionOf(word: string | undefined): ProtocolVersion | undefined {
  if (word === undefined) return undefined;
  if (['3.1.1', '4', '3', '311'].includes(word)) return 4;
  if (['5', '5.0'].includes(word)) return 5;
  throw new CannotRunError(
    'unknown-protocol',
    { en: `there is no protocol version "${word}" here`, ja: `プロトコルバージョン「${word}」は使えません` },
    { en: 'use --protocol 3.1.1 or --protocol 5', ja: '--protocol 3.1.1 か --protocol 5 を使ってください' },
  );
}

const brokers = kindsInHelp({ en: 'default, needs nothing', ja: '既定、準備不要' });

/** What `--help` says about them. */
export const optionsHelp: Text = {
  en: `Options:
  -b, --broker NAME     ${brokers.en},
                        or a URL: mqtt:// mqtts:// ws:// wss://
  -p, --protocol V      3.1.1 or 5 (default: the newest the broker speaks)
      --lang LANGUAGE   en or ja (default: from the locale)
  -q, --quiet           do not show the packets
      --pause           wait for Enter before each step: for presenting
      --svg FILE        draw the packets as a sequence diagram
      --record FILE     keep the run as JSON
  -h, --help            this text
Environment: ${brokerVariables},
  NO_COLOR, DEBUG`,
  ja: `オプション:
  -b, --broker 名前     ${brokers.ja}、
                        または URL: mqtt:// mqtts:// ws:// wss://
  -p, --protocol 版     3.1.1 か 5(既定: ブローカーが話せるいちばん新しい版)
      --lang 言語       ja か en(既定: ロケールから)
  -q, --quiet           パケットを表示しない
      --pause           ステップごとに Enter を待つ(発表用)
      --svg ファイル    パケットをシーケンス図に描く
      --record ファイル 実行の記録を JSON で残す
  -h, --help            この説明
環境変数: ${brokerVariables},
  NO_COLOR, DEBUG`,
};
