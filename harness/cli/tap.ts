import { nameAndVersion } from '../brokers/identity/name-and-version.ts';
import '../process/node-version.ts';
import { CannotRunError } from '../base/errors.ts';
import { languageFrom } from '../base/language.ts';
import type { Text } from '../base/text.ts';
import { openBroker, parseBroker } from '../brokers/index.ts';
import { endpointOf, mainScheme } from '../lab/network.ts';
import { cannotListen } from '../process/cannot-listen.ts';
import { parseOptions } from '../process/options.ts';
import { runProgram } from '../process/program.ts';
import { stopOnShutdown } from '../process/shutdown.ts';
import type { Scheme } from '../protocol/endpoint.ts';
import { LinePrinter } from '../wire/print/print.ts';
import { openTap, type TapOptions } from '../wire/tap/tap.ts';

const usage: Text = {
  en: `npm run tap [BROKER] -- [options]
Puts a tap in front of a broker and prints every MQTT packet that your own clients exchange with it, until Ctrl-C.
BROKER: embedded (default), mosquitto, emqx, or a URL: mqtt:// mqtts:// ws:// wss://

      --port N        port on 127.0.0.1 that clients connect to (default: one that is free)
      --ws            in front of the broker's WebSocket endpoint
      --lang ja|en    language (default: from the locale)
  -h, --help          this text
`,
  ja: `npm run tap [ブローカー] -- [オプション]
ブローカーの手前にタップを置き、手持ちのクライアントがやり取りする MQTT パケットをすべて表示します。Ctrl-C で終わります。
ブローカー: embedded(初期値)、mosquitto、emqx、または URL: mqtt:// mqtts:// ws:// wss://

      --port 番号     クライアントがつなぐ 127.0.0.1 のポート(初期値: 空いているもの)
      --ws            ブローカーの WebSocket の入り口の手前に置く
      --lang ja|en    言語(初期値: ロケールに従う)
  -h, --help          この説明
`,
};

await runProgram(async (argv) => {
  const { values, positionals } = parseOptions(
    argv,
    {
      port: { type: 'string' },
      ws: { type: 'boolean', default: false },
      lang: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
    1,
  );
  const language = languageFrom(values.lang, process.env);
  if (values.help) {
    process.stdout.write(usage[language]);
    return 0;
  }
  const port = values.port === undefined ? 0 : portOf(values.port);
  const say = (text: Text) => process.stderr.write(`${text[language]}\n`);
  await using broker = await openBroker(parseBroker(positionals[0] ?? 'embedded'), { report: say });
  const scheme: Scheme = values.ws ? 'ws' : mainScheme(broker);
  const printer = new LinePrinter({ language, colour: process.stdout.hasColors?.() ?? false, times: true });
  await using tap = await listenOn(endpointOf(broker, scheme), {
    port,
    keeps: false,
    onEntry: (entry) => {
      const line = printer.line(entry);
      if (line !== undefined) process.stdout.write(`${line}\n`);
    },
  });
  const where = nameAndVersion(broker);
  say({
    en: `${tap.url} leads to ${where} (${broker.origin.en}). Ctrl-C ends it.`,
    ja: `${tap.url} が ${where}(${broker.origin.ja})につながっています。Ctrl-C で終わります。`,
  });
  stopOnShutdown(() => tap.close());
  // Awaited here: what is in use would be disposed of by a mere return.
  return await new Promise<never>(() => {});
});

async function listenOn(endpoint: string, options: TapOptions) {
  try {
    return await openTap(endpoint, options);
  } catch (cause) {
    if (!(cause instanceof Error) || !('syscall' in cause)) throw cause;
    throw cannotListen('127.0.0.1', options.port ?? 0, cause);
  }
}

function portOf(word: string): number {
  const port = Number(word);
  if (/^\d{1,5}$/.test(word) && port >= 1 && port <= 65_535) return port;
  throw new CannotRunError(
    'bad-option',
    { en: `--port ${word} is not a port`, ja: `--port ${word} はポート番号ではありません` },
    { en: 'use a number from 1 to 65535', ja: '1 から 65535 の数にしてください' },
  );
}
