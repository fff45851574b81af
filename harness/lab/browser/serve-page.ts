import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { repositoryRoot } from '../../process/repository-root.ts';

/** A server on loopback for one page. */
export interface ServedPage extends AsyncDisposable {
  /** The address of the page. */
  readonly url: string;
}

/** MQTT.js for browsers: a script, and a module. */
const library = ['mqtt.min.js', 'mqtt.esm.js'].map((name) => `node_modules/mqtt/dist/${name}`);
/** What browsers ask for by themselves. */
const icon = '/favicon.ico';

/**
 * Serves a page, and MQTT.js from node_modules. The page may name MQTT.js as in the file system, `../../node_modules/…`: a browser
 * leaves out the dots that lead above the server.
 * @param file the page
 */
export async function servePage(file: string): Promise<ServedPage> {
  const page = `/${encodeURIComponent(path.basename(file))}`;
  const files = new Map([
    [page, file],
    ...library.map((name) => [`/${name}`, path.join(repositoryRoot, name)] as const),
  ]);
  const server = createServer(({ url = '/' }, response) => {
    const asked = URL.parse(url, 'http://page')?.pathname ?? '';
    const found = files.get(asked);
    const bytes = found === undefined ? undefined : readIfThere(found);
    if (bytes === undefined) {
      response.writeHead(asked === icon ? 204 : 404).end();
      return;
    }
    const type = found === file ? 'text/html; charset=utf-8' : 'text/javascript';
    response.writeHead(200, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(bytes);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // The type has other cases, but not for a server that listens on TCP.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${page}`,
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
