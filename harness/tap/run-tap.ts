import { readAccess } from '../brokers/access/read.ts';
import { nameAndVersion } from '../brokers/identity/name-and-version.ts';
import { openBroker, parseBroker } from '../brokers/index.ts';
import { endpointOf, mainScheme } from '../lab/network.ts';
import { requireFolders } from '../lab/terminal/artefacts.ts';
import { cannotListen } from '../process/cannot-listen.ts';
import type { Asked } from '../process/command/run.ts';
import { portOption } from '../process/port-option.ts';
import type { ExitCode } from '../process/program.ts';
import { stopOnShutdown } from '../process/shutdown.ts';
import type { Scheme } from '../protocol/endpoint.ts';
import { openTap, type TapOptions } from '../wire/tap/tap.ts';
import { armFaults } from './fault-options.ts';
import { listenToKeys } from './keyboard.ts';
import { Keys, keysInWords } from './keys.ts';
import type { tapOptions } from './options.ts';
import { Outputs } from './outputs.ts';
import { readReplay } from './replay/read.ts';
import { replay } from './replay/replay.ts';

/** Everything, because a packet of MQTT has at most 256 MiB [MQTT 5, 1.5.5]. */
const WHOLE_PACKETS = 2 ** 28 + 5;

/**
 * Puts a tap in front of a broker, and shows, breaks and keeps what crosses it, until Ctrl-C or the end of a replay. The exit code is
 * 1 if a fault was armed and never fired.
 */
export async function runTap({
  word = 'embedded',
  values,
  language,
  tell,
}: Asked<typeof tapOptions>): Promise<ExitCode> {
  const { ws = false, json = false, filter = [], svg, write, client, replay: file } = values;
  const port = portOption('--port', values.port) ?? 0;
  const wanted = readAccess(values);
  await requireFolders({ svg, record: write });
  const recorded = file === undefined ? undefined : await readReplay(file);
  await using broker = await openBroker(parseBroker(word, process.env, wanted), {
    report: tell,
    asItIs: true,
  });
  const scheme: Scheme = ws ? 'ws' : mainScheme(broker);
  const outputs = new Outputs({
    language,
    colour: process.stdout.hasColors?.() ?? false,
    filter,
    json,
    svg,
    write,
    broker: nameAndVersion(broker),
    print: (line) => process.stdout.write(`${line}\n`),
  });
  await using tap = await listenOn(endpointOf(broker, scheme), {
    port,
    keeps: false,
    tellsCarrier: true,
    onEntry: (entry) => outputs.add(entry),
    ...((json || write !== undefined) && { limits: { packetBytes: WHOLE_PACKETS } }),
  });
  const armed = armFaults(tap, values);
  const end = async (): Promise<ExitCode> => {
    await tap.close();
    for (const written of await outputs.finish()) tell(written);
    const unfired = tap.unfired();
    for (const complaint of unfired) tell(complaint);
    return unfired.length > 0 ? 1 : 0;
  };
  const withdraw = stopOnShutdown(async () => ((await end()) === 0 ? undefined : 1));
  for (const fault of armed) {
    const { en, ja } = fault.describe();
    tell({ en: `armed: ${en}`, ja: `仕掛けました: ${ja}` });
  }
  const where = nameAndVersion(broker);
  tell({
    en: `${shown(tap.url)} leads to ${where} (${broker.origin.en}). Ctrl-C ends it.`,
    ja: `${shown(tap.url)} が ${where}(${broker.origin.ja})につながっています。Ctrl-C で終わります。`,
  });
  if (recorded !== undefined) {
    await replay(recorded, { url: tap.url, credentials: broker.credentials, tell });
    withdraw();
    return end();
  }
  const { stdin } = process;
  if (stdin.isTTY) {
    tell(keysInWords);
    const keys = new Keys(tap, tell, client, armed);
    listenToKeys(stdin, (key) => keys.press(key));
  }
  // Without `await`, `return` would dispose of the broker and the tap.
  return await new Promise<never>(() => {});
}

/** The values of a query may be secret. */
const shown = (url: string): string => url.replace(/\?.*$/s, '?…');

async function listenOn(endpoint: string, options: TapOptions) {
  try {
    return await openTap(endpoint, options);
  } catch (cause) {
    if (!(cause instanceof Error) || !('syscall' in cause)) throw cause;
    throw cannotListen('127.0.0.1', options.port ?? 0, cause);
  }
}
