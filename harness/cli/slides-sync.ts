import '../process/node-version.ts';
import { command } from '../process/command/command.ts';
import { runCommand } from '../process/command/run.ts';
import { decksNamed, requireDeck } from '../talk/deck/find-decks.ts';
import { changesFor } from '../talk/sync/sync.ts';
import { writeChanges } from '../talk/sync/write-changes.ts';

const markers = `\
  [sync]: # "snippet labs/03-retain/lab.ts#late"
  [sync]: # "figure 06-qos-under-fire#2"
  [sync]: # "output 03-retain#retain.late-subscriber"
  [sync]: # "differences mosquitto@2.0.22 ID"
  [sync]: # "labs 14-"
  [sync]: # "clouds aws-iot-core maximumQoS,retain"`;

const slidesSync = command({
  name: 'npm run slides:sync',
  word: { en: 'DECK', ja: 'スライド' },
  several: true,
  en: `Writes into decks, between their markers, what labs and recordings say now. Such a part begins with a line like one of these, and ends with [synced]: # "snippet" (or figure, output, differences, labs, clouds):
${markers}
A step is named by its number (0: before the first; 2-3: two of them) or by a claim that is judged in it; "… without CONNECT,CONNACK" leaves packets out, "… with ids" shows packet ids in a figure. "snippet … lit WORD,WORD" lights the first line with each word. "labs 14-" is a table of the labs from 14 on, "labs 14-20" of those up to 20. Without DECK: every deck in slides/.`,
  ja: `スライドの、印で囲まれた部分に、いまのラボと記録の内容を書き込みます。始まりは次のような行で、終わりは [synced]: # "snippet"(または figure、output、differences、labs、clouds)という行です。
${markers}
ステップは、番号(0 は最初のステップの前、2-3 は続けて 2 つ)か、そこで判定される主張の ID で指します。末尾に without CONNECT,CONNACK と書くと、そのパケットを省きます。figure では、さらに with ids と書くと、パケット ID を描きます。snippet の末尾に lit 語,語 と書くと、それぞれの語を含む最初の行を目立たせます。labs 14- は 14 以降のラボの表、labs 14-20 なら 20 までです。スライドを省くと slides/ のすべてが対象です。`,
  options: {},
});
export default slidesSync;

await runCommand(import.meta.url, slidesSync, async ({ words, tell }) => {
  const decks = await decksNamed(words);
  for (const deck of decks) await requireDeck(deck, undefined);
  return writeChanges(await changesFor(decks, words.length === 0), tell);
});
