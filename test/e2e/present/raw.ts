import { connect } from 'node:net';

/** In ms; an answer comes far sooner. */
const PATIENCE = 10_000;

/** Sends bytes as they are, says that no more come, and returns all that comes back before the server closes too. */
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

/** The status codes of answers that came one after the other. */
export const statuses = (answer: string): number[] =>
  Array.from(answer.matchAll(/(?:^|\r\n)HTTP\/1\.1 (\d{3}) /g), ([, status]) => Number(status));
