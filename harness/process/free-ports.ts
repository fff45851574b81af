import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { errorCode } from '../base/error-code.ts';

/**
 * Below what systems give away by themselves (Linux from 32768, others from 49152): nobody who asks for just any port, as
 * taps and clients do all the time, is given one of these while a broker is restarted on it.
 */
const range = [20_000, 32_768] as const;
/** One in a few thousand is taken at most: so many in a row are not. */
const attempts = 100;

/**
 * Ports on 127.0.0.1 that are free now, for a program that can't say which port it was given. Another program can
 * take one before it is used: who uses them has to notice.
 */
export async function freePorts(count: number): Promise<number[]> {
  // All held at once, else the same port could come twice.
  const held: { readonly port: number; readonly server: Server }[] = [];
  while (held.length < count) held.push(await hold());
  await Promise.all(held.map(({ server }) => once(server.close(), 'close')));
  return held.map(({ port }) => port);
}

async function hold(): Promise<{ readonly port: number; readonly server: Server }> {
  for (let attempt = 1; ; attempt++) {
    const port = randomInt(...range);
    const server = createServer();
    try {
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
      return { port, server };
    } catch (error) {
      if (attempt === attempts || !['EADDRINUSE', 'EACCES'].includes(errorCode(error) ?? '')) throw error;
    }
  }
}
