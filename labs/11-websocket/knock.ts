import WebSocket from 'ws';
import { within } from '../../harness/base/deadline.ts';

/**
 * Asks for a WebSocket and hangs up: what the server answered, e.g. `101, subprotocol mqtt`, `404`, or `closed`.
 * @throws DeadlineError when it says nothing
 */
export async function knock(url: string, subprotocols: readonly string[]): Promise<string> {
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
