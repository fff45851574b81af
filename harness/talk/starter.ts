import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from '../base/error-code.ts';
import { CannotRunError } from '../base/errors.ts';
import type { Language, Text } from '../base/text.ts';
import { cannotWrite } from '../process/cannot-write.ts';
import { makeFolder } from '../process/make-folder.ts';
import { repositoryRoot } from '../process/repository-root.ts';
import { synced } from './sync/sync.ts';

/**
 * Writes a new deck of five slides, with a link to a lab and a synced block.
 * @throws CannotRunError `deck-is-there` (nothing is overwritten), `cannot-write`
 */
export async function writeStarter(file: string, language: Language): Promise<void> {
  const lab = path.relative(path.dirname(file), path.join(repositoryRoot, 'labs/03-retain/lab.ts'));
  const source = starters[language].replaceAll('LAB', lab.split(path.sep).join('/'));
  const { text } = synced(file, source, language);
  try {
    await makeFolder(path.dirname(file));
    await writeFile(file, text, { flag: 'wx' });
  } catch (cause) {
    if (errorCode(cause) !== 'EEXIST') throw cannotWrite(file, cause);
    throw new CannotRunError(
      'deck-is-there',
      { en: `${file} is there already`, ja: `${file} はすでにあります` },
      {
        en: 'choose another name; nothing was written',
        ja: '別の名前にしてください。何も書き込んでいません',
      },
    );
  }
}

export const starters: Text = {
  en: `---
marp: true
theme: mqtt-hands-on
size: 16:9
paginate: true
lang: en
title: My talk
---

<!-- _class: cover -->
<!-- _paginate: false -->

# My talk

Who you are, and where

<!-- Time: 20 s -->

---

# What it is about

- one thing
- another one

<!-- Time: 60 s -->

---

# Three lines that matter

[sync]: # "snippet labs/03-retain/lab.ts#retain"
[synced]: # "snippet"

<!--
Time: 60 s

npm run slides:sync writes the code between the markers.
-->

---

<!-- _class: demo -->

# See it happen

[labs/03-retain/lab.ts](LAB)

<!--
Time: 90 s

Press r: the lab runs on this slide.
-->

---

# What to keep

Back to [the code](#3)

<!-- Time: 30 s -->
`,
  ja: `---
marp: true
theme: mqtt-hands-on
size: 16:9
paginate: true
lang: ja
title: 発表の題名
---

<!-- _class: cover -->
<!-- _paginate: false -->

# 発表の題名

名前と、勉強会の名前

<!-- 時間: 20秒 -->

---

# 今日の話

- ひとつめ
- ふたつめ

<!-- 時間: 60秒 -->

---

# 大事なのはこの数行

[sync]: # "snippet labs/03-retain/lab.ts#retain"
[synced]: # "snippet"

<!--
時間: 60秒

印の間のコードは、npm run slides:sync が書き込みます。
-->

---

<!-- _class: demo -->

# 動かしてみる

[labs/03-retain/lab.ts](LAB)

<!--
時間: 90秒

r を押すと、このスライドの上でラボが動きます。
-->

---

# 持ち帰ること

[コード](#3)に戻る

<!-- 時間: 30秒 -->
`,
};
