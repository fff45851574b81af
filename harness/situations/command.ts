import { resolve } from 'node:path';
import { CannotRunError } from '../base/errors.ts';
import type { Language, Text } from '../base/text.ts';
import { visible } from '../base/visible.ts';
import type { Identity } from '../brokers/identity/identity.ts';
import { nameAndVersion } from '../brokers/identity/name-and-version.ts';
import { requireProgram } from '../clients/require-program.ts';
import { onScreen } from '../process/on-screen.ts';
import type { ExitCode } from '../process/program.ts';
import { stopOnShutdown } from '../process/shutdown.ts';
import { protocolName } from '../protocol/statements.ts';
import type { ProtocolVersion } from '../protocol/version.ts';
import { exitCodeOf } from '../report/cell-verdict.ts';
import { findingLines } from '../report/findings.ts';
import type { Report } from '../report/report.ts';
import { matrixLines } from '../report/terminal.ts';
import { requireFolder, writeReports } from '../verify/out.ts';
import { startProgramFor } from './client-under-test.ts';
import type { Conduct } from './conduct.ts';
import { figuresOf } from './figures.ts';
import { identify, knownClients } from './identify.ts';
import { type AskedClient, type ClientCommand, clientOptions } from './options.ts';
import { ClientProgress } from './progress.ts';
import { type ClientSelection, selectForClient } from './selection.ts';
import { verifyClient } from './verify-client.ts';

/**
 * `npm run verify:client`: puts a person's own program into situations, and shows the results.
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
  await requireProgram(command.words[0] ?? '');
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
  const { language, words, out, settle } = command;
  const identity = await identify(words, command.as);
  const startedAt = new Date();
  const began = performance.now();
  const program = visible(words.join(' '), 120);
  const progress = new ClientProgress(language);
  if (identity !== undefined) progress.tell(whoItIs(identity));
  const verifying = verifyClient(startProgramFor(words), selection, {
    label: identity === undefined ? labelOf(words) : nameAndVersion(identity),
    identity,
    origin: { en: program, ja: program },
    time: command.time,
    settle,
    signal,
    onEvent: (event) => {
      if (event.type === 'rehearsed') requireVersion(event.conduct, command.protocolVersion);
      progress.see(event);
    },
  });
  const { matrix, played } = await verifying.finally(() => progress.end());
  const report: Report = { ...matrix, startedAt, milliseconds: performance.now() - began };
  const last = figuresOf(played, selection.situations, report.milliseconds);
  const lines = [...matrixLines(report, language), ...findingLines(report, language), last[language]];
  process.stdout.write(`${onScreen(lines, process.stdout).join('\n')}\n`);
  if (identity === undefined && matrix.cells.some(({ result }) => result === 'broken'))
    progress.tell(byLibrary);
  if (out !== undefined) {
    for (const file of await writeReports(report, out, language)) {
      const wrote: Text = { en: `wrote ${resolve(file)}`, ja: `${resolve(file)} に書きました` };
      process.stderr.write(`${wrote[language]}\n`);
    }
  }
  return exitCodeOf(report);
}

const byLibrary: Text = {
  en: 'if it uses MQTT.js or paho-mqtt, --as mqttjs or --as paho tells what of this is known',
  ja: 'MQTT.js か paho-mqtt を使うプログラムなら、--as mqttjs か --as paho で、このうち既知のものがわかります',
};

/** Which client it is taken for. */
function whoItIs(identity: Identity): Text {
  const { name, ownWord } = identity;
  const which = nameAndVersion(identity);
  if (!knownClients.some((one) => one === name)) {
    const names = knownClients.join(', ');
    return {
      en: `no deviations of ${name} are known; of these there are: ${names}`,
      ja: `${name} の既知の逸脱はありません。あるのは次のものです: ${names}`,
    };
  }
  return ownWord
    ? { en: `it says it is ${which}`, ja: `${which} と名乗っています` }
    : { en: `taken for ${which}`, ja: `${which} として扱います` };
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
