import { resolve } from 'node:path';
import { CannotRunError } from '../base/errors.ts';
import type { Language, Text } from '../base/text.ts';
import { visible } from '../base/visible.ts';
import { nameAndVersion } from '../brokers/identity/name-and-version.ts';
import type { ExitCode } from '../process/program.ts';
import { stopOnShutdown } from '../process/shutdown.ts';
import { protocolName } from '../protocol/statements.ts';
import type { ProtocolVersion } from '../protocol/version.ts';
import { exitCodeOf } from '../report/cell-verdict.ts';
import { findingLines } from '../report/findings.ts';
import type { Report } from '../report/report.ts';
import { matrixLines } from '../report/terminal.ts';
import { requireFolder, writeReports } from '../verify/out.ts';
import type { Conduct } from './conduct.ts';
import { type AskedClient, type ClientCommand, clientOptions } from './options.ts';
import { programCast } from './performer.ts';
import { type ClientSelection, selectForClient } from './selection.ts';
import { type ClientEvent, verifyClient } from './verify-client.ts';

/**
 * `npm run verify:client`: puts a person's own program into situations, and shows what came of it.
 * @throws CannotRunError for what a person can mend
 */
export async function verifyClientCommand(asked: AskedClient): Promise<ExitCode> {
  const command = clientOptions(asked);
  const { language, out } = command;
  const selection = selectForClient(command.only);
  if (command.dryRun) {
    process.stdout.write(`${listOf(selection, language).join('\n')}\n`);
    return 0;
  }
  if (out !== undefined) await requireFolder(out);
  const interrupt = new AbortController();
  const running = run(selection, command, interrupt.signal);
  const withdraw = stopOnShutdown(async () => {
    interrupt.abort();
    await running;
  });
  return running.finally(withdraw);
}

async function run(
  selection: ClientSelection,
  command: ClientCommand,
  signal: AbortSignal,
): Promise<ExitCode> {
  const { language, words, out, identity } = command;
  const startedAt = new Date();
  const began = performance.now();
  const program = visible(words.join(' '), 120);
  const progress = new ClientProgress(language);
  const verifying = verifyClient(programCast(words), selection, {
    label: identity === undefined ? labelOf(words) : nameAndVersion(identity),
    identity,
    origin: { en: program, ja: program },
    time: command.time,
    signal,
    onEvent: (event) => {
      if (event.type === 'rehearsed') requireVersion(event.conduct, command.protocolVersion);
      progress.see(event);
    },
  });
  const { matrix } = await verifying.finally(() => progress.end());
  const report: Report = { ...matrix, startedAt, milliseconds: performance.now() - began };
  const took = (report.milliseconds / 1_000).toFixed(1);
  const last: Text = { en: `${took} s`, ja: `${took} 秒` };
  const lines = [...matrixLines(report, language), ...findingLines(report, language), last[language]];
  process.stdout.write(`${lines.join('\n')}\n`);
  if (out !== undefined) {
    for (const file of await writeReports(report, out, language)) {
      const wrote: Text = { en: `wrote ${resolve(file)}`, ja: `${resolve(file)} に書きました` };
      process.stderr.write(`${wrote[language]}\n`);
    }
  }
  return exitCodeOf(report);
}

/** A program's words without the folders that they lie in, for the head of a column. */
const labelOf = (words: readonly string[]): string =>
  visible(words.map((word) => word.slice(word.lastIndexOf('/') + 1) || word).join(' '), 30);

/** @throws CannotRunError `unknown-protocol` where the client speaks another version than it was said to */
function requireVersion({ protocolVersion }: Conduct, wanted: ProtocolVersion | undefined): void {
  if (wanted === undefined || wanted === protocolVersion) return;
  const [asked, spoken] = [protocolName(wanted), protocolName(protocolVersion)];
  throw new CannotRunError(
    'unknown-protocol',
    {
      en: `the program speaks ${spoken}, not ${asked}`,
      ja: `プログラムは ${asked} ではなく ${spoken} を話します`,
    },
    {
      en: 'set the version in the program, or leave --protocol out',
      ja: 'プログラムの側で版を指定するか、--protocol を外してください',
    },
  );
}

function listOf({ situations, claims, observations }: ClientSelection, language: Language): string[] {
  const part = (title: Text, rows: readonly (readonly [string, Text])[]) => [
    title[language],
    ...rows.map(([id, says]) => `  ${id}  ${says[language]}`),
  ];
  return [
    ...part(
      { en: `situations (${situations.length})`, ja: `状況(${situations.length})` },
      situations.map(({ id, title }) => [id, title] as const),
    ),
    ...part(
      { en: `claims (${claims.length})`, ja: `主張(${claims.length})` },
      claims.map(({ id, says }) => [id, says] as const),
    ),
    ...part(
      { en: `observations (${observations.length})`, ja: `観察(${observations.length})` },
      observations.map(({ id, says }) => [id, says] as const),
    ),
  ];
}

/** Says what the rehearsal has shown, and how far the situations are. */
class ClientProgress {
  readonly #language: Language;
  #all = 0;
  #done = 0;

  constructor(language: Language) {
    this.#language = language;
  }

  see(event: ClientEvent): void {
    if (event.type === 'rehearsed') {
      this.#all = event.situations;
      process.stderr.write(`${inWords(event)[this.#language]}\n`);
      return;
    }
    this.#done++;
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${this.#done}/${this.#all}`);
  }

  end(): void {
    if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  }
}

/** What a client does, in a line. */
function inWords({ conduct, situations }: Extract<ClientEvent, { type: 'rehearsed' }>): Text {
  const { protocolVersion, published, subscriptions, exit } = conduct;
  const qos = [...new Set(published.map((one) => one.qos))].sort().join(', ');
  const filters = visible(
    subscriptions.map(({ filter, qos: asked }) => `${filter} (QoS ${asked})`).join(', '),
    60,
  );
  const publishes: Text =
    qos === ''
      ? { en: 'publishes nothing', ja: 'パブリッシュしない' }
      : { en: `publishes at QoS ${qos}`, ja: `QoS ${qos} でパブリッシュ` };
  const subscribes: Text =
    filters === ''
      ? { en: 'subscribes to nothing', ja: 'サブスクライブしない' }
      : { en: `subscribes to ${filters}`, ja: `${filters} をサブスクライブ` };
  const ends: Text =
    exit === undefined
      ? { en: 'stays', ja: '動き続ける' }
      : { en: `ends by itself (exit code ${exit.code})`, ja: `自分で終わる(終了コード ${exit.code})` };
  const name = protocolName(protocolVersion);
  return {
    en: `rehearsed: ${name}, ${publishes.en}, ${subscribes.en}, ${ends.en}; ${situations} situations …`,
    ja: `下見: ${name}、${publishes.ja}、${subscribes.ja}、${ends.ja}。状況 ${situations} 件 …`,
  };
}
