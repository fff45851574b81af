import WebSocket from 'ws';
import { within } from '../../harness/base/deadline.ts';

/**
 * Sends the opening handshake of a WebSocket, then closes the connection.
 * @returns the server's answer, e.g. `101, subprotocol mqtt` or `404`; `closed` if there was none
 * @throws DeadlineError if the server neither answers nor closes
 */
export async function handshake(url: string, subprotocols: readonly string[]): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const socket = new WebSocket(url, [...subprotocols]);
  socket.on('open', () => resolve(`101, subprotocol ${socket.protocol || 'none'}`));
  socket.on('unexpected-response', (request, response) => {
    resolve(String(response.statusCode));
    request.destroy();
  });
  socket.on('error', () => resolve('closed'));
  try {
    return await within(promise, { en: `an answer of ${url}`, ja: `${url} の返事` });
  } finally {
    socket.terminate();
  }
}
