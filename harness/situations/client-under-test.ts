import path from 'node:path';
import { type Exit, startProgram } from '../clients/program.ts';

/** The address of the broker of a situation. */
export interface Address {
  /** `mqtt://127.0.0.1:PORT`, or `mqtts://…` in situations about certificates. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /** PEM file of the certificates that the client must trust. */
  readonly ca: string;
}

/** A client under test that runs against a stage. */
export interface ClientUnderTest {
  /** Settles when it has ended. Never rejects. */
  readonly ended: Promise<Exit>;
  /** Its output so far, unchanged: it must be made harmless before it is shown. */
  readonly lines: readonly string[];
  /** Asks it to end, kills it if it does not, and returns when it and its child processes have ended. */
  stop(): Promise<void>;
}

/** Starts the client under test, once for each situation. */
export type StartClient = (address: Address) => ClientUnderTest;

/** Starts a program. `{url}`, `{host}`, `{port}` and `{ca}` in its arguments are replaced. */
export function startProgramFor(words: readonly string[]): StartClient {
  return (address) => {
    const { url, host, port, ca } = address;
    const filled = words.map((word) =>
      word.replace(/\{(url|host|port|ca)\}/g, (_, name: keyof Address) => String(address[name])),
    );
    const [file = '', ...args] = filled;
    const program = startProgram({
      file,
      args,
      env: {
        MQTT_URL: url,
        MQTT_HOST: host,
        MQTT_PORT: String(port),
        MQTT_CA: ca,
        // Makes Node and programs built on OpenSSL trust the stage's authority without an option.
        NODE_EXTRA_CA_CERTS: ca,
        SSL_CERT_FILE: ca,
        // Node then compiles a program once for all situations; a TypeScript program starts a third faster.
        NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? path.join(path.dirname(ca), 'node'),
      },
    });
    return {
      ended: program.ended,
      get lines() {
        return program.said.lines;
      },
      stop: () => program.stop(),
    };
  };
}
