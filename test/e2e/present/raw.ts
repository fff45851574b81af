import { connect } from 'node:net';

/** In ms; far more than an answer takes. */
const PATIENCE = 10_000;

/** Sends bytes, closes the sending side, and returns everything that the server sends until it closes. */
export async function exchange(url: string, bytes: string | Uint8Array): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let answer = '';
  socket.setEncoding('latin1').on('data', (chunk) => {
    answer += chunk;
  });
  socket.setTimeout(PATIENCE, () => socket.destroy(new Error(`no end of the answer: ${answer}`)));
  socket.on('close', () => resolve(answer));
  socket.on('error', reject);
  socket.end(bytes);
  return promise;
}

/** The status codes of several answers in a row. */
export const statuses = (answer: string): number[] =>
  Array.from(answer.matchAll(/(?:^|\r\n)HTTP\/1\.1 (\d{3}) /g), ([, status]) => Number(status));
