import type { Text } from '../../base/text.ts';

interface Words {
  readonly what: Text;
  readonly advice: Text;
}

const spelling: Text = {
  en: 'check its spelling, or declare it before this line',
  ja: 'つづりを確かめるか、この行より前で宣言してください',
};
const aroundHere: Text = {
  en: 'the mistake is in this line, or just before it',
  ja: 'この行か、その直前に間違いがあります',
};
const imports: Text = { en: 'check the name after import', ja: 'import する名前を確かめてください' };

/** The words that the parser uses for what it found. */
const parserWords: Readonly<Record<string, Text>> = {
  '<eof>': { en: 'the end of the file', ja: 'ファイルの終わり' },
  ident: { en: 'a name', ja: '名前' },
  'string literal': { en: 'a string', ja: '文字列' },
  'numeric literal': { en: 'a number', ja: '数' },
};
const named = (found: string): Text => parserWords[found] ?? { en: found, ja: found };

/** Errors that a person who edits a lab often meets: the message of Node, and what it means. */
const known: readonly (readonly [RegExp, (...found: string[]) => Words])[] = [
  [
    /^(\S+) is not defined$/,
    (name) => ({
      what: { en: `${name} is not defined`, ja: `${name} は定義されていません` },
      advice: spelling,
    }),
  ],
  [
    /^(.+) is not a function$/,
    (name) => ({
      what: { en: `${name} is not a function`, ja: `${name} という関数はありません` },
      advice: { en: 'check the name of the function', ja: '呼び出している名前を確かめてください' },
    }),
  ],
  [
    /^Cannot (?:read|set) properties of (undefined|null) \((?:reading|setting) '(.+)'\)$/,
    (nothing, name) => ({
      what: { en: `there is no ${name} in ${nothing}`, ja: `${nothing} に ${name} はありません` },
      advice: {
        en: `the value before .${name} is ${nothing} here`,
        ja: `.${name} の前にあるものが、ここでは ${nothing} です`,
      },
    }),
  ],
  [
    /^Expected '(.+)', got '(.+)'$/,
    (wanted, found) => ({
      what: {
        en: `syntax error: ${wanted} is expected, and ${named(found).en} is there`,
        ja: `構文エラー: ${wanted} が必要なところに、${named(found).ja} があります`,
      },
      advice: aroundHere,
    }),
  ],
  [
    /^Identifier '(.+)' has already been declared$/,
    (name) => ({
      what: { en: `${name} is declared twice`, ja: `${name} が 2 回宣言されています` },
      advice: { en: 'give the second one another name', ja: '2 つ目に別の名前を付けてください' },
    }),
  ],
  [
    /^The requested module '(.+)' does not provide an export named '(.+)'$/,
    (module, name) => ({
      what: { en: `${module} has no ${name}`, ja: `${module} に ${name} はありません` },
      advice: imports,
    }),
  ],
  [
    /^Cannot find (?:module|package) '(?:.*\/)?([^/']+)' imported from /,
    (name) => ({ what: { en: `there is no ${name}`, ja: `${name} が見つかりません` }, advice: imports }),
  ],
];

/** An error of JavaScript in words. An error that is not in the list above keeps the message of the engine. */
export function inWords(error: Error): Words {
  for (const [message, words] of known) {
    const found = message.exec(error.message);
    if (found !== null) return words(...found.slice(1));
  }
  const message = error.message.replaceAll(/\s*\n\s*/g, ' ');
  return error.name === 'SyntaxError'
    ? { what: { en: `syntax error: ${message}`, ja: `構文エラー: ${message}` }, advice: aroundHere }
    : {
        what: { en: `${error.name}: ${message}`, ja: `${error.name}: ${message}` },
        advice: { en: 'this line threw the error', ja: 'この行で起きました' },
      };
}
