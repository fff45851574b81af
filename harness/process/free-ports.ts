import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { errorCode } from '../base/error-code.ts';

/**
 * Below the ports that systems assign by themselves (Linux from 32768, others from 49152). Taps and clients use assigned ports, so
 * they cannot take the port of a broker that is restarting.
 */
const range = [20_000, 32_768] as const;
/** At most one port in a few thousand is in use, so this many attempts suffice. */
const attempts = 100;

/**
 * Ports on 127.0.0.1 that are free now, for a program that cannot report its port. Another program may take one of them before it
 * is used, which the caller must handle.
 */
export async function freePorts(count: number): Promise<number[]> {
  // All are held at the same time, because otherwise the same port could come twice.
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
