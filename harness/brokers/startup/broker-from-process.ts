import type { CannotRunError } from '../../base/errors.ts';
import type { Text } from '../../base/text.ts';
import type { BrokerProcess } from '../../process/process.ts';
import type { OwnBroker } from '../broker.ts';
import type { Setup } from '../setup/setup.ts';
import { type LogLines, remarksOn } from './missing-lines.ts';
import { hasEnded, type Readiness, whenAnswering } from './readiness.ts';
import { stoppable } from './stoppable.ts';

export interface ProcessStart extends Omit<Readiness, 'credentials'>, LogLines {
  readonly name: string;
  readonly origin: Text;
  readonly setup: Setup;
}

/**
 * Makes a broker of the process that it runs in. The broker answers when this returns; if this throws, the process is stopped.
 * @throws CannotRunError; the signal's reason
 */
export async function brokerFromProcess(process: BrokerProcess, start: ProcessStart): Promise<OwnBroker> {
  const { name, origin, setup, readyLine, versionLine = readyLine, endpoints } = start;
  // The TLS endpoint may ask for a client certificate. The same broker is asked at its other endpoints.
  const { mqtts: _, ...open } = endpoints;
  const credentials = setup.users?.[0];
  const readiness = { ...start, endpoints: open, credentials };
  // Listens from the beginning: some brokers write many lines between the version and the ready line.
  const listening = new AbortController();
  const heard = (line: RegExp) => process.output.line(line, listening.signal).catch(() => undefined);
  const lines = Promise.all([heard(readyLine), heard(versionLine)]);
  try {
    const capabilities = await whenAnswering(process, readiness);
    listening.abort();
    const [ready, version] = await lines;
    const remarks = remarksOn(start, { isReadySeen: ready !== undefined, version });
    const facts = {
      name,
      version: version?.[1],
      origin: {
        en: [origin, ...remarks].map(({ en }) => en).join('; '),
        ja: [origin, ...remarks].map(({ ja }) => ja).join('、'),
      },
      endpoints,
      credentials,
      capabilities,
    };
    return {
      ...stoppable(facts, () => process.stop()),
      restart: async () => {
        const startAgain = async () => {
          const answering = whenAnswering(process, { ...readiness, again: true });
          process.restart();
          await answering;
        };
        try {
          await startAgain();
          return undefined;
        } catch (error) {
          if (!hasEnded(error)) throw error;
          await startAgain();
          return startedTwice(error);
        }
      },
    };
  } catch (error) {
    await process.stop();
    throw error;
  } finally {
    listening.abort();
  }
}

/** The note for a broker that ended while it was restarted and was started a second time. */
const startedTwice = ({ what }: CannotRunError): Text => ({
  en: `started a second time: ${what.en}`,
  ja: `2 度目の起動: ${what.ja}`,
});
