import path from 'node:path';
import { type Exit, startProgram } from '../clients/program.ts';

/** Where a client finds the broker of a situation. */
export interface Address {
  /** `mqtt://127.0.0.1:PORT`, or `mqtts://…` in situations about certificates. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /** PEM file of the certificates that the client is to trust. */
  readonly ca: string;
}

/** A client that runs in front of a stage. */
export interface Performer {
  /** Settles when it has ended. Never rejects. */
  readonly ended: Promise<Exit>;
  /** What it has written so far, as it was written: to be made harmless before it is shown. */
  readonly lines: readonly string[];
  /** Asks it to end, ends it where it does not, and returns when nothing of it is left. */
  stop(): Promise<void>;
}

/** Starts the client under test, once for each situation. */
export type Cast = (address: Address) => Performer;

/** A program given by its words; `{url}`, `{host}`, `{port}` and `{ca}` in them are filled in. */
export function programCast(words: readonly string[]): Cast {
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
        // Node, and what is built on OpenSSL, trust the authority of the stage without being told of it.
        NODE_EXTRA_CA_CERTS: ca,
        SSL_CERT_FILE: ca,
        // Programs on Node compile once for all situations; TypeScript starts a third faster.
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
