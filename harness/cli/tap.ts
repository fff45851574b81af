import '../process/node-version.ts';
import { brokersInHelp } from '../lab/terminal/options.ts';
import { command } from '../process/command/command.ts';
import { runCommand } from '../process/command/run.ts';
import { packetTypesInHelp } from '../tap/fault-options.ts';
import { keysInWords } from '../tap/keys.ts';
import { tapOptions } from '../tap/options.ts';
import { runTap } from '../tap/run-tap.ts';

const tap = command({
  name: 'npm run tap',
  word: { en: 'BROKER', ja: 'ブローカー' },
  en: `Puts a tap in front of a broker, and prints every MQTT packet that your own clients exchange with it, until Ctrl-C. It can lose, hold, delay and duplicate packets, and cut and freeze connections. User names, passwords and authentication data are never shown nor kept.\nBROKER: ${brokersInHelp.en} (default: embedded)`,
  ja: `ブローカーの手前にタップを置き、手持ちのクライアントがやり取りする MQTT パケットをすべて表示します。Ctrl-C で終わります。パケットを失わせる、止める、遅らせる、2 回届ける、接続を切る、凍らせることもできます。ユーザー名、パスワード、認証データは表示も記録もしません。\nブローカー: ${brokersInHelp.ja}(既定: embedded)`,
  options: tapOptions,
  notes: [
    packetTypesInHelp,
    {
      en: `In a terminal, keys do the same while the tap runs. ${keysInWords.en}`,
      ja: `端末では、動いている間にキーでも同じことができます。${keysInWords.ja}`,
    },
  ],
  exitCodes: {
    1: { en: 'a fault was armed and never fired', ja: '仕掛けたフォルトが一度も起きなかった' },
    2: { en: 'it could not run', ja: '実行できなかった' },
  },
});
export default tap;

await runCommand(import.meta.url, tap, runTap);
