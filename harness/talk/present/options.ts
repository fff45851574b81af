import { CannotRunError } from '../../base/errors.ts';
import { languageFrom } from '../../base/language.ts';
import type { Language, Text } from '../../base/text.ts';
import { type BrokerChoice, parseBroker, testedBrokers } from '../../brokers/index.ts';
import { parseOptions } from '../../process/options.ts';

export interface PresentOptions {
  readonly language: Language;
  /** Path of a deck; nothing: the talk in the language. */
  readonly deck: string | undefined;
  readonly cut: string | undefined;
  /** Brokers that are started ahead; the first is the one that labs run on. */
  readonly brokers: readonly BrokerChoice[];
  /** Whether the deck is shown when these are ready, not before. */
  readonly warm: boolean;
  readonly host: string;
  /** 0: one the system chooses. */
  readonly port: number;
  /** Whether a browser is opened. */
  readonly open: boolean;
  /** A file to write the deck to, as a page that needs no server; then nothing is served. */
  readonly save: string | undefined;
  readonly help: boolean;
}

/** @throws CannotRunError for anything it does not understand */
export function presentOptions(argv: readonly string[]): PresentOptions {
  const { values, positionals } = parseOptions(
    argv,
    {
      broker: { type: 'string', short: 'b', default: 'embedded' },
      lang: { type: 'string' },
      cut: { type: 'string' },
      warm: { type: 'boolean', default: false },
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string', default: '0' },
      open: { type: 'boolean', default: false },
      save: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
    1,
  );
  return {
    language: languageFrom(values.lang, process.env),
    deck: positionals[0],
    cut: values.cut,
    brokers: values.broker.split(',').map((word) => parseBroker(word.trim())),
    warm: values.warm,
    host: values.host,
    port: portOf(values.port),
    open: values.open,
    save: values.save,
    help: values.help,
  };
}

/** Everything a presenter can choose: what was asked for first, then what else there is. */
export const choosable = (asked: readonly BrokerChoice[]): readonly BrokerChoice[] => [
  ...asked,
  ...testedBrokers.filter((name) => !asked.some((choice) => choice.name === name)).map((name) => ({ name })),
];

function portOf(word: string): number {
  if (/^\d{1,5}$/.test(word) && Number(word) < 65_536) return Number(word);
  throw new CannotRunError(
    'bad-option',
    { en: `--port ${word} is not a port`, ja: `--port ${word} はポート番号ではありません` },
    {
      en: 'use a number up to 65535, or leave it out for a free one',
      ja: '65535 までの数にするか、省いて空いているポートに任せてください',
    },
  );
}

export const usage: Text = {
  en: `npm run present [DECK] -- [options]
Serves the deck on this machine, with a button on every link to a lab: the lab runs on the slide, on every view at once.

  -b, --broker NAMES   started in advance, e.g. mosquitto,emqx; the first is used (default: embedded)
      --warm           pull and start them first, then show the deck
      --cut NAME       only the slides marked <!-- cut: NAME -->, e.g. lightning
      --host ADDRESS   0.0.0.0 lets the room watch, by QR code; it can't run anything
      --port NUMBER    default: a free one
      --open           open a browser
      --save FILE      write the deck as one HTML file that plays recorded runs, and exit
      --lang ja|en     which deck, and the language of the messages (default: from the locale)
  -h, --help           this text
`,
  ja: `npm run present [スライド] -- [オプション]
スライドをこのマシンで表示します。ラボへのリンクは実行ボタンになり、スライドの上で、すべての画面に同時に動きます。

  -b, --broker 名前    先に起動しておくブローカー。例: mosquitto,emqx(先頭を使う。初期値: embedded)
      --warm           取得と起動を済ませてから表示する
      --cut 名前       <!-- cut: 名前 --> の付いたスライドだけ。例: lightning
      --host アドレス  0.0.0.0 にすると会場からも見られる(QR コード付き。実行はできない)
      --port 番号      初期値: 空いているポート
      --open           ブラウザーを開く
      --save ファイル  記録を再生できる 1 つの HTML に書き出して終わる
      --lang ja|en     どちらのスライドか、およびメッセージの言語(初期値: ロケールに従う)
  -h, --help           この説明
`,
};
