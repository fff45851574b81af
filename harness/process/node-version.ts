import { languageFrom } from '../base/language.ts';
import { same } from '../base/text.ts';

/**
 * Imported first by every file that a user starts. An older Node would fail in a dependency, with a stack trace that does not help.
 * npm scripts use the project's own Node.
 */
const NEEDED = [22, 22] as const;

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
  const found = same(process.version);
  const lines = {
    en: `Node ${found.en} is too old, ${NEEDED.join('.')} or later is needed: run it through npm (npm start, npm run lab 03), which uses the Node of this project`,
    ja: `Node ${found.ja} は古すぎます(${NEEDED.join('.')} 以降が必要です): npm から実行してください(npm start、npm run lab 03)。プロジェクト付属の Node が使われます`,
  };
  process.stderr.write(`${lines[languageFrom(undefined, process.env)]}\n`);
  process.exit(2);
}
