import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/**
 * As much of a container engine's API as is asked before an image is there. No image is; what a pull answers is up
 * to the test. Returns the value for DOCKER_HOST.
 */
export async function fakeEngine(pull: (response: ServerResponse, request: IncomingMessage) => void) {
  const directory = await mkdtemp(join(tmpdir(), 'fake-engine-'));
  const socketPath = join(directory, 'docker.sock');
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://engine');
    if (pathname === '/_ping') return response.end('OK');
    if (pathname.endsWith('/info'))
      return response.end(JSON.stringify({ OperatingSystem: 'fake', OSType: 'linux' }));
    if (pathname.endsWith('/networks/bridge'))
      return response.end('{"IPAM":{"Config":[{"Gateway":"127.0.0.1"}]}}');
    if (pathname.endsWith('/images/create')) return pull(response, request);
    return response.writeHead(404).end('{"message":"No such image"}');
  });
  server.listen(socketPath);
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await rm(directory, { recursive: true });
  });
  return { DOCKER_HOST: `unix://${socketPath}`, socketPath, directory };
}
