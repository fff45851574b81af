import '../process/node-version.ts';
import path from 'node:path';
import { languageFrom } from '../base/language.ts';
import type { Text } from '../base/text.ts';
import { kindsInHelp } from '../brokers/help.ts';
import { nameAndVersion } from '../brokers/identity/name-and-version.ts';
import { openBroker, parseBroker } from '../brokers/index.ts';
import { keep } from '../keep/keep.ts';
import { requireOurs, writeConnections } from '../keep/mqttx.ts';
import { elsewhere, welcome } from '../keep/tell.ts';
import { parseOptions } from '../process/options.ts';
import { portOption } from '../process/port-option.ts';
import { runProgram } from '../process/program.ts';
import { stopOnShutdown } from '../process/shutdown.ts';
import { LinePrinter } from '../wire/print/print.ts';

const kinds = kindsInHelp({ en: 'default', ja: '初期値' });

const usage: Text = {
  en: `npm run broker [BROKER] -- [options]
Keeps a broker running for your own programs, tells how to reach it, and prints every MQTT packet, until Ctrl-C.
BROKER: ${kinds.en}, or a URL: mqtt:// mqtts:// ws:// wss://

      --port N        port on 127.0.0.1 (default: 1883, or the next that is free)
      --ws-port N     port on 127.0.0.1 for MQTT over WebSocket (default: 8083, or the next that is free)
      --mqttx FILE    writes connections that the desktop program MQTTX imports (Import Data, JSON)
      --lang ja|en    language (default: from the locale)
  -h, --help          this text
`,
  ja: `npm run broker [ブローカー] -- [オプション]
自作のプログラムのためにブローカーを動かしつづけ、つなぎ方と、すべての MQTT パケットを表示します。Ctrl-C で終わります。
ブローカー: ${kinds.ja}、または URL: mqtt:// mqtts:// ws:// wss://

      --port 番号      127.0.0.1 のポート(初期値: 1883、使われていれば次に空いているもの)
      --ws-port 番号   WebSocket 用の 127.0.0.1 のポート(初期値: 8083、使われていれば次に空いているもの)
      --mqttx ファイル デスクトップ版 MQTTX でインポート(JSON)できる接続を書き出す
      --lang ja|en     言語(初期値: ロケールに従う)
  -h, --help           この説明
`,
};

await runProgram(async (argv) => {
  const { values, positionals } = parseOptions(
    argv,
    {
      port: { type: 'string' },
      'ws-port': { type: 'string' },
      mqttx: { type: 'string' },
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
  const ports = {
    mqtt: portOption('--port', values.port),
    ws: portOption('--ws-port', values['ws-port']),
  };
  const say = (text: Text) => process.stderr.write(`${text[language]}\n`);
  const choice = parseBroker(positionals[0] ?? 'embedded');
  if (values.mqttx !== undefined) await requireOurs(values.mqttx);

  await using broker = await openBroker(choice, { report: say });
  const printer = new LinePrinter({ language, colour: process.stdout.hasColors?.() ?? false, times: true });
  await using kept = await keep(broker, {
    ports,
    onEntry: (entry) => {
      const line = printer.line(entry);
      if (line !== undefined) process.stdout.write(`${line}\n`);
    },
  });
  stopOnShutdown(async () => kept[Symbol.asyncDispose]());
  for (const door of ['mqtt', 'ws'] as const) {
    const told = elsewhere(door, kept.doors[door], ports[door]);
    if (told !== undefined) say(told);
  }
  process.stderr.write(welcome(broker, kept, language));
  if (values.mqttx !== undefined) {
    await writeConnections(values.mqttx, kept, nameAndVersion(broker));
    const file = path.resolve(values.mqttx);
    say({ en: `wrote ${file}: import it in MQTTX`, ja: `${file} に書きました。MQTTX でインポートできます` });
  }
  // Awaited here: what is in use would be disposed of by a mere return.
  return await new Promise<never>(() => {});
});
