import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/**
 * Ports on 127.0.0.1 that are free now, for a program that can't say which port it was given. Another program can
 * take one before it is used: who uses them has to notice.
 */
export async function freePorts(count: number): Promise<number[]> {
  // All held at once, else the same port could come twice.
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(
    servers.map((server) => {
      server.close();
      return once(server, 'close');
    }),
  );
  return ports;
}
