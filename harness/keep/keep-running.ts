import path from 'node:path';
import type { Language, Text } from '../base/text.ts';
import type { Wanted } from '../brokers/access/read.ts';
import { nameAndVersion } from '../brokers/identity/name-and-version.ts';
import { openBroker, parseBroker } from '../brokers/index.ts';
import { portOption } from '../process/port-option.ts';
import { stopOnShutdown } from '../process/shutdown.ts';
import { LinePrinter } from '../wire/print/print.ts';
import { keep, type Wishes } from './keep.ts';
import { requireOurs, writeConnections } from './mqttx.ts';
import { keepStandIn } from './stand-in/keep-stand-in.ts';
import { refusedByTls } from './stand-in/welcome.ts';
import { elsewhere, welcome } from './welcome.ts';

/** The words of the command line. */
export interface Asked {
  /** A broker's name, or its URL. */
  readonly broker: string;
  /** What the options about a running broker say. */
  readonly wanted: Wanted | undefined;
  readonly port: string | undefined;
  readonly wsPort: string | undefined;
  /** The file with connections for MQTTX. */
  readonly mqttx: string | undefined;
  readonly language: Language;
  readonly tell: (text: Text) => void;
}

/** Runs a broker at fixed ports until Ctrl-C. Prints how to reach it, and every packet. */
export async function keepRunning({
  broker: word,
  wanted,
  port,
  wsPort,
  mqttx,
  language,
  tell,
}: Asked): Promise<never> {
  const ports = { mqtt: portOption('--port', port), ws: portOption('--ws-port', wsPort) };
  const choice = parseBroker(word, process.env, wanted);
  if (mqttx !== undefined) await requireOurs(mqttx);

  await using broker = await openBroker(choice, { report: tell, asItIs: true });
  const printer = new LinePrinter({ language, colour: process.stdout.hasColors?.() ?? false, times: true });
  const wishes: Wishes = {
    ports,
    onEntry: (entry) => {
      for (const line of printer.linesFor(entry, process.stdout)) process.stdout.write(`${line}\n`);
    },
    onRefused: (error) => tell(refusedByTls(error)),
  };
  const { front } = broker;
  await using kept =
    front === undefined ? await keep(broker, wishes) : await keepStandIn({ ...broker, front }, wishes);
  stopOnShutdown(async () => kept[Symbol.asyncDispose]());
  for (const door of ['mqtt', 'ws'] as const) {
    const told = elsewhere(door, kept, ports[door]);
    if (told !== undefined) tell(told);
  }
  process.stderr.write(welcome(broker, kept, language));
  if (mqttx !== undefined) {
    await writeConnections(mqttx, kept, nameAndVersion(broker));
    const file = path.resolve(mqttx);
    tell({ en: `wrote ${file}: import it in MQTTX`, ja: `${file} に書きました。MQTTX でインポートできます` });
  }
  // Without `await`, the function would return and dispose of the broker.
  return await new Promise<never>(() => {});
}
