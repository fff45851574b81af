import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** The bytes of one request and its answer (TCP payload), as the server counted them. */
export interface HttpCost {
  readonly request: number;
  readonly response: number;
}

/** Sends the payload to a real HTTP server on loopback, as a plain `fetch` would, and counts every byte. */
export async function postOverHttp(path: string, payload: string): Promise<HttpCost> {
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    request.resume().on('end', () => response.writeHead(204).end());
  });
  const sockets: Socket[] = [];
  server.on('connection', (socket) => sockets.push(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const { port } = server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}/${path}`, { method: 'POST', body: payload });
    await response.arrayBuffer();
    const count = (bytes: 'bytesRead' | 'bytesWritten') =>
      sockets.reduce((sum, socket) => sum + socket[bytes], 0);
    return { request: count('bytesRead'), response: count('bytesWritten') };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
