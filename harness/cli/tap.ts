import '../process/node-version.ts';
import { accessOptions } from '../brokers/access/options.ts';
import { readAccess } from '../brokers/access/read.ts';
import { brokersInHelp } from '../lab/terminal/options.ts';
import { showPackets } from '../lab/terminal/show-packets.ts';
import { command } from '../process/command/command.ts';
import { runCommand } from '../process/command/run.ts';

const tap = command({
  name: 'npm run tap',
  word: { en: 'BROKER', ja: 'ブローカー' },
  en: `Puts a tap in front of a broker and prints every MQTT packet that your own clients exchange with it, until Ctrl-C.\nBROKER: ${brokersInHelp.en} (default: embedded)`,
  ja: `ブローカーの手前にタップを置き、手持ちのクライアントがやり取りする MQTT パケットをすべて表示します。Ctrl-C で終わります。\nブローカー: ${brokersInHelp.ja}(既定: embedded)`,
  options: {
    port: {
      value: { en: 'N', ja: '番号' },
      en: 'port on 127.0.0.1 that clients connect to',
      ja: 'クライアントがつなぐ 127.0.0.1 のポート',
      otherwise: { en: 'one that is free', ja: '空いているもの' },
    },
    ws: {
      en: "in front of the broker's WebSocket endpoint",
      ja: 'ブローカーの WebSocket の入り口の手前に置く',
    },
    ...accessOptions,
  },
});
export default tap;

await runCommand(import.meta.url, tap, ({ values, word = 'embedded', ...asked }) =>
  showPackets({
    broker: word,
    wanted: readAccess(values),
    port: values.port,
    ws: values.ws ?? false,
    ...asked,
  }),
);
