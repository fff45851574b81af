import type { Language, Text } from '../base/text.ts';
import { nameAndVersion } from '../brokers/identity/name-and-version.ts';
import { openBroker, parseBroker } from '../brokers/index.ts';
import { endpointOf, mainScheme } from '../lab/network.ts';
import { cannotListen } from '../process/cannot-listen.ts';
import { portOption } from '../process/port-option.ts';
import { stopOnShutdown } from '../process/shutdown.ts';
import type { Scheme } from '../protocol/endpoint.ts';
import { LinePrinter } from '../wire/print/print.ts';
import { openTap, type TapOptions } from '../wire/tap/tap.ts';
import { marked, Offences } from './marked.ts';

/** The tap of `npm run tap`. */
export interface TapCommand {
  /** A broker's name, or its URL. */
  readonly broker: string;
  /** The port for clients, on loopback; undefined: any free port. */
  readonly port: string | undefined;
  /** Puts the tap in front of the broker's WebSocket endpoint. */
  readonly ws: boolean;
  readonly language: Language;
  readonly tell: (text: Text) => void;
}

/** Puts a tap in front of a broker and prints every packet that crosses it, until Ctrl-C. */
export async function runTap({ broker: word, port, ws, language, tell }: TapCommand): Promise<never> {
  const chosen = portOption('--port', port) ?? 0;
  await using broker = await openBroker(parseBroker(word), { report: tell });
  const scheme: Scheme = ws ? 'ws' : mainScheme(broker);
  const colour = process.stdout.hasColors?.() ?? false;
  const printer = new LinePrinter({ language, colour, times: true, everything: true });
  const offences = new Offences();
  await using tap = await listenOn(endpointOf(broker, scheme), {
    port: chosen,
    keeps: false,
    tellsCarrier: true,
    onEntry: (entry) => {
      const line = printer.line(marked(entry, offences.of(entry), language));
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
