import { CannotRunError } from '../../base/errors.ts';
import type { Language } from '../../base/text.ts';
import { accessOptions } from '../../brokers/access/options.ts';
import { readAccess } from '../../brokers/access/read.ts';
import { parseBrokers } from '../../brokers/choice/several.ts';
import { type BrokerChoice, testedBrokers } from '../../brokers/index.ts';
import { aFile, aName, command, inLanguage } from '../../process/command/command.ts';
import type { Asked } from '../../process/command/run.ts';

export interface PresentOptions {
  readonly language: Language;
  /** Path of a deck. Undefined: the project's own talk in this language. */
  readonly deck: string | undefined;
  readonly cut: string | undefined;
  /** Brokers to start ahead. Labs run on the first. */
  readonly brokers: readonly BrokerChoice[];
  /** Whether to wait for these brokers before the deck is shown. */
  readonly warm: boolean;
  readonly host: string;
  /** 0: the system chooses a free port. */
  readonly port: number;
  /** Whether the room's phones take part. */
  readonly room: boolean;
  /** Whether to open a browser. */
  readonly open: boolean;
  /** Writes the deck to this file, as a page that needs no server, and serves nothing. */
  readonly save: string | undefined;
  /** Whether that file contains the speaker notes. */
  readonly notes: boolean;
  /** Writes a new deck to this file, and serves nothing. */
  readonly starter: string | undefined;
}

/** `npm run present`. */
export const presentTable = command({
  name: 'npm run present',
  word: { en: 'DECK', ja: 'スライド' },
  en: 'Serves the deck on this machine, with a button on every link to a lab: the lab runs on the slide, on every view at once.',
  ja: 'スライドをこのマシンで表示します。ラボへのリンクは実行ボタンになり、スライドの上で、すべての画面に同時に動きます。',
  options: {
    broker: {
      short: 'b',
      value: { en: 'NAMES', ja: '名前' },
      en: 'started in advance, e.g. mosquitto,emqx; the first is used',
      ja: '先に起動しておくブローカー。例: mosquitto,emqx(先頭を使う)',
      default: 'embedded',
    },
    warm: { en: 'pull and start them first, then show the deck', ja: '取得と起動を済ませてから表示する' },
    cut: {
      value: aName,
      en: 'only the slides marked [cut]: # "NAME", e.g. lightning',
      ja: '[cut]: # "名前" の付いたスライドだけ。例: lightning',
    },
    host: {
      value: { en: 'ADDRESS', ja: 'アドレス' },
      en: "0.0.0.0 lets the room watch, by QR code; it can't run anything",
      ja: '0.0.0.0 にすると会場からも見られる(QR コード付き。実行はできない)',
      default: '127.0.0.1',
    },
    room: {
      en: 'phones vote and react, over MQTT; with --host as the address they reach',
      ja: 'スマートフォンから MQTT で投票と反応(--host は会場から届くアドレス)',
    },
    port: {
      value: { en: 'NUMBER', ja: '番号' },
      en: 'where it is served',
      ja: '待ち受けるポート',
      otherwise: { en: 'a free one', ja: '空いているポート' },
    },
    ...accessOptions,
    open: { en: 'open a browser', ja: 'ブラウザーを開く' },
    'no-open': {
      en: 'open none, as without --open: to present from another machine',
      ja: '開かない(--open なしと同じ。別のマシンから発表するとき)',
    },
    save: {
      value: aFile,
      en: 'write the deck as one HTML file that plays recorded runs, and exit',
      ja: '記録を再生できる 1 つの HTML に書き出して終わる',
    },
    new: {
      value: aFile,
      en: 'write a deck of five slides to begin with, and exit: slides/my.md',
      ja: '5 枚のたたき台を書き出して終わる。例: slides/my.md',
    },
    notes: {
      en: 'with --save: keep the speaker notes in the file',
      ja: '--save のファイルに、発表者ノートも入れる',
    },
    lang: inLanguage({
      en: 'which deck, and the language of the messages',
      ja: 'どちらのスライドか、およびメッセージの言語',
    }),
  },
});

type AskedPresent = Asked<(typeof presentTable)['options']>;

/** @throws CannotRunError for an option or a value that it does not know */
export const presentOptions = ({ values, word, language }: AskedPresent): PresentOptions => ({
  language,
  deck: word,
  cut: values.cut,
  brokers: parseBrokers(
    values.broker.split(',').map((name) => name.trim()),
    readAccess(values),
  ),
  warm: values.warm ?? false,
  host: values.host,
  port: values.port === undefined ? 0 : portOf(values.port),
  room: values.room ?? false,
  open: (values.open ?? false) && !(values['no-open'] ?? false),
  save: values.save,
  notes: values.notes ?? false,
  starter: values.new,
});

/** All brokers that a presenter can choose: first those asked for, then the others. */
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
