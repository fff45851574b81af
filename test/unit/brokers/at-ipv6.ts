import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import type { TestContext } from 'vitest';
import { openBroker, parseBroker } from '../../../harness/brokers/index.ts';
import { parseEndpoint } from '../../../harness/protocol/endpoint.ts';

const certificate = (file: string) => readFileSync(path.join(import.meta.dirname, 'certificates', file));

/**
 * The embedded broker as it is reached at `[::1]`, by scheme. The certificate behind TLS is one that no client trusts.
 * The test is skipped on a machine without IPv6.
 */
export async function atIpv6({ skip, onTestFinished }: Pick<TestContext, 'skip' | 'onTestFinished'>) {
  const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
  if (!addresses.some(({ address }) => address === '::1')) skip('not run: this machine has no ::1');
  const broker = await openBroker(parseBroker('embedded'));
  onTestFinished(() => broker.stop());
  const tls = { key: certificate('good.key'), cert: certificate('good.pem') };
  const doorTo = async (endpoint = '', secure = false) => {
    const { port, path: where } = parseEndpoint(endpoint);
    const pass = (client: Socket) => {
      const onward = connect(port, '127.0.0.1');
      for (const socket of [client, onward]) socket.on('error', () => {});
      client.pipe(onward).pipe(client);
      client.on('close', () => onward.destroy());
    };
    const listening = await listen(secure ? createTlsServer(tls, pass) : createServer(pass));
    onTestFinished(() => {
      listening.close();
    });
    return `[::1]:${(listening.address() as AddressInfo).port}${where}`;
  };
  const { mqtt, ws } = broker.endpoints;
  return {
    mqtt: `mqtt://${await doorTo(mqtt)}`,
    ws: `ws://${await doorTo(ws)}`,
    mqtts: `mqtts://${await doorTo(mqtt, true)}`,
    wss: `wss://${await doorTo(ws, true)}`,
  };
}

async function listen(server: Server): Promise<Server> {
  server.listen(0, '::1');
  await once(server, 'listening');
  return server;
}
