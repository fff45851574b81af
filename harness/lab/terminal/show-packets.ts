import type { Language, Text } from '../../base/text.ts';
import type { Wanted } from '../../brokers/access/read.ts';
import { nameAndVersion } from '../../brokers/identity/name-and-version.ts';
import { openBroker, parseBroker } from '../../brokers/index.ts';
import { cannotListen } from '../../process/cannot-listen.ts';
import { portOption } from '../../process/port-option.ts';
import { stopOnShutdown } from '../../process/shutdown.ts';
import type { Scheme } from '../../protocol/endpoint.ts';
import { LinePrinter } from '../../wire/print/print.ts';
import { openTap, type TapOptions } from '../../wire/tap/tap.ts';
import { endpointOf, mainScheme } from '../network.ts';

/** The tap of `npm run tap`. */
export interface ShowPacketsOptions {
  /** A broker's name, or its URL. */
  readonly broker: string;
  /** What the options about a running broker say. */
  readonly wanted: Wanted | undefined;
  /** The port for clients, on loopback; undefined: any free port. */
  readonly port: string | undefined;
  /** Puts the tap in front of the broker's WebSocket endpoint. */
  readonly ws: boolean;
  readonly language: Language;
  readonly tell: (text: Text) => void;
}

/** Puts a tap in front of a broker and prints every packet that crosses it, until Ctrl-C. */
export async function showPackets({
  broker: word,
  wanted,
  port,
  ws,
  language,
  tell,
}: ShowPacketsOptions): Promise<never> {
  const chosen = portOption('--port', port) ?? 0;
  await using broker = await openBroker(parseBroker(word, process.env, wanted), { report: tell });
  const scheme: Scheme = ws ? 'ws' : mainScheme(broker);
  const printer = new LinePrinter({ language, colour: process.stdout.hasColors?.() ?? false, times: true });
  await using tap = await listenOn(endpointOf(broker, scheme), {
    port: chosen,
    keeps: false,
    onEntry: (entry) => {
      const line = printer.line(entry);
      if (line !== undefined) process.stdout.write(`${line}\n`);
    },
  });
  const where = nameAndVersion(broker);
  tell({
    en: `${tap.url} leads to ${where} (${broker.origin.en}). Ctrl-C ends it.`,
    ja: `${tap.url} が ${where}(${broker.origin.ja})につながっています。Ctrl-C で終わります。`,
  });
  stopOnShutdown(() => tap.close());
  // Without `await`, `return` would dispose of the broker and the tap.
  return await new Promise<never>(() => {});
}

async function listenOn(endpoint: string, options: TapOptions) {
  try {
    return await openTap(endpoint, options);
  } catch (cause) {
    if (!(cause instanceof Error) || !('syscall' in cause)) throw cause;
    throw cannotListen('127.0.0.1', options.port ?? 0, cause);
  }
}
