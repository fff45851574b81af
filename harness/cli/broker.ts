import '../process/node-version.ts';
import { accessOptions } from '../brokers/access/options.ts';
import { readAccess } from '../brokers/access/read.ts';
import { brokerVariables } from '../brokers/help.ts';
import { keepRunning } from '../keep/keep-running.ts';
import { brokersInHelp } from '../lab/terminal/options.ts';
import { aFile, command } from '../process/command/command.ts';
import { runCommand } from '../process/command/run.ts';

const aPort = { en: 'N', ja: '番号' };
const portAt = (port: number) => ({
  en: `${port}, or the next that is free`,
  ja: `${port}、使われていれば次に空いているもの`,
});

const broker = command({
  name: 'npm run broker',
  word: { en: 'BROKER', ja: 'ブローカー' },
  en: `Keeps a broker running for your own programs, tells how to reach it, and prints every MQTT packet, until Ctrl-C.\nBROKER: ${brokersInHelp.en} (default: embedded)`,
  ja: `自作のプログラムのためにブローカーを動かしつづけ、つなぎ方と、すべての MQTT パケットを表示します。Ctrl-C で終わります。\nブローカー: ${brokersInHelp.ja}(既定: embedded)`,
  options: {
    port: {
      value: aPort,
      en: 'port on 127.0.0.1',
      ja: '127.0.0.1 のポート',
      otherwise: portAt(1883),
    },
    'ws-port': {
      value: aPort,
      en: 'port on 127.0.0.1 for MQTT over WebSocket',
      ja: 'WebSocket 用の 127.0.0.1 のポート',
      otherwise: portAt(8083),
    },
    mqttx: {
      value: aFile,
      en: 'writes connections that the desktop program MQTTX imports (Import Data, JSON)',
      ja: 'デスクトップ版 MQTTX でインポート(JSON)できる接続を書き出す',
    },
    ...accessOptions,
  },
  environment: brokerVariables,
});
export default broker;

await runCommand(import.meta.url, broker, ({ values, word = 'embedded', ...asked }) =>
  keepRunning({
    broker: word,
    wanted: readAccess(values),
    port: values.port,
    wsPort: values['ws-port'],
    mqttx: values.mqttx,
    ...asked,
  }),
);
