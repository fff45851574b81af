import { ownSentence, table } from '../../base/markdown.ts';
import type { Language, Text } from '../../base/text.ts';
import { brokerKinds } from '../kinds.ts';
import type { Fact } from './fact.ts';
import { limitValue, sourceText } from './limit-text.ts';
import type { CloudLimits } from './limits.ts';
import { type LimitName, limitNames, limitWords } from './words.ts';

interface Shown {
  /** The rows; default: every limit that is documented for any of the clouds. */
  readonly limits?: readonly LimitName[];
  /** The columns, by the names of the kinds; default: all clouds. */
  readonly clouds?: readonly string[];
  /** Whether each cell is a link to its page. */
  readonly isLinked?: boolean;
}

interface Column {
  readonly title: string;
  readonly cloud: CloudLimits;
}

const columnsOf = (names: readonly string[] | undefined): Column[] =>
  brokerKinds.flatMap(({ name, title, cloud }) =>
    cloud === undefined || names?.includes(name) === false ? [] : [{ title, cloud }],
  );

const rowsOf = (columns: readonly Column[]): LimitName[] =>
  limitNames.filter((name) => columns.some(({ cloud }) => cloud[name] !== undefined));

/**
 * What the makers of clouds document, as the lines of a Markdown table: a row for each limit, a column for each cloud. `*` marks
 * what is only known as quoted, `?` what something speaks against, `—` what our sources say nothing about.
 */
export function cloudsTable(language: Language, { limits, clouds, isLinked = false }: Shown = {}): string[] {
  const columns = columnsOf(clouds);
  const head = [words.limit[language], ...columns.map(({ title }) => title)];
  const rows = (limits ?? rowsOf(columns)).map((name) => [
    ownSentence(limitWords[name].title[language]),
    ...columns.map(({ cloud }) => cell(cloud, name, language, isLinked)),
  ]);
  return table(head, rows);
}

function cell(cloud: CloudLimits, name: LimitName, language: Language, isLinked: boolean): string {
  const fact: Fact<unknown> | undefined = cloud[name];
  const value = limitValue(cloud, name);
  if (fact === undefined || value === undefined) return '—';
  const text = ownSentence(value[language]);
  const marks = `${fact.asQuoted ? '\\*' : ''}${fact.doubt ? '?' : ''}`;
  return `${isLinked ? `[${text}](${fact.page})` : text}${marks}`;
}

/** What speaks against the facts that are marked with `?`, a line each. */
const doubts = (language: Language): string[] =>
  columnsOf(undefined).flatMap(({ title, cloud }) =>
    limitNames.flatMap((name) => {
      const fact: Fact<unknown> | undefined = cloud[name];
      if (fact?.doubt === undefined) return [];
      const limit = ownSentence(limitWords[name].title[language]);
      return [`- ${title}, ${limit}: ${fact.doubt[language]} (${sourceText(fact)[language]})`];
    }),
  );

/** `docs/clouds.md`, in one language. */
export const cloudsPage = (language: Language): string =>
  [
    `# ${words.title[language]}`,
    words.other[language],
    words.introduction[language],
    words.use[language],
    '```sh\nnpm run verify -- --broker aws-iot-core=mqtts://… --dry-run\nnpm run verify -- --broker aws-iot-core=mqtts://… --cert client.pem --key client.key\nnpm run verify -- --broker aws-iot-core=mqtts://… --beyond-limits\n```',
    words.legend[language],
    cloudsTable(language, { isLinked: true }).join('\n'),
    `## ${words.doubts[language]}`,
    doubts(language).join('\n'),
  ]
    .join('\n\n')
    .concat('\n');

const words = {
  title: { en: 'Clouds', ja: 'クラウド' },
  other: {
    en: '[日本語](clouds.ja.md) · [Brokers](brokers.md)',
    ja: '[English](clouds.md) · [ブローカー](brokers.ja.md)',
  },
  limit: { en: 'limit', ja: '制限' },
  introduction: {
    en: 'What the makers of cloud brokers document. It was read, not measured: no cloud was reached. The facts are in `harness/brokers/clouds/*/limits.ts`, each with its page and the month in which it was read; `npx vitest run --project unit test/unit/brokers/clouds -u` writes this page anew.',
    ja: 'クラウドのブローカーについて、開発元が公開していること。読んだもので、測ったものではありません(クラウドには接続していません)。内容は `harness/brokers/clouds/*/limits.ts` に、出典のページと読んだ年月を添えて置いてあります。このページは `npx vitest run --project unit test/unit/brokers/clouds -u` で作り直します。',
  },
  use: {
    en: "With the cloud's name in front of its URL, `verify` and the labs stay inside: a packet beyond a limit is never sent, and the claim is unsupported with that limit and its page; CONNECT, PUBLISH and SUBSCRIBE wait until the documented rate allows them. Where a subscription may take effect late, its SUBACK is kept back until a message has come through it. `--dry-run` connects to nothing and says what would be left out and what the run would cost. `--beyond-limits` sends everything: for a stand-in or an account to try things out. What holds although it is documented as missing is told.",
    ja: 'URL の前にクラウドの名前を付けると、`verify` とラボは制限の中にとどまります。制限を超えるパケットは送らず、その主張は制限と出典を添えて非対応になります。CONNECT、PUBLISH、SUBSCRIBE は、公開されている頻度に収まるまで待ちます。購読の開始が遅れることがあるクラウドでは、その購読を通ってメッセージが届くまで、SUBACK を止めておきます。`--dry-run` はどこにも接続せず、何が除かれ、どれだけの費用になるかを示します。`--beyond-limits` はすべてを送ります(代役や試験用のアカウント向け)。ないはずのものが成り立ったときは、そのことを知らせます。',
  },
  legend: {
    en: '`*`: known only as quoted elsewhere; `?`: something speaks against it, see below; `—`: our sources say nothing.',
    ja: '`*`: 引用でしか確かめていないもの。`?`: 食い違う記述があるもの(下を参照)。`—`: 出典に記述がないもの。',
  },
  doubts: { en: 'What speaks against it', ja: '食い違う記述' },
} as const satisfies Readonly<Record<string, Text>>;
