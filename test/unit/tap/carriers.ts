import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { createServer, type TLSSocket } from 'node:tls';
import { onTestFinished } from 'vitest';
import { openBroker } from '../../../harness/brokers/index.ts';
import { Authority } from '../../../harness/brokers/setup/certificates.ts';
import type { EndpointTls, Scheme } from '../../../harness/protocol/endpoint.ts';

export interface Carried {
  readonly url: string;
  readonly tls: EndpointTls;
}

/** The embedded broker behind this carrier; TLS ends at a server in front of it. */
export async function brokerBehind(scheme: Scheme): Promise<Carried> {
  const broker = await openBroker({ name: 'embedded' });
  onTestFinished(() => broker.stop());
  const isWebSocket = scheme.startsWith('ws');
  const plain = new URL((isWebSocket ? broker.endpoints.ws : broker.endpoints.mqtt) ?? '');
  if (scheme === 'mqtt' || scheme === 'ws') return { url: plain.href, tls: {} };
  const authority = await Authority.create('ours');
  const pair = await authority.issue({ commonName: 'here', names: [{ type: 'ip', value: '127.0.0.1' }] });
  const front = createServer(pair, (outer: TLSSocket) => {
    const inner = connect(Number(plain.port), '127.0.0.1');
    outer.on('error', () => inner.destroy()).pipe(inner);
    inner.on('error', () => outer.destroy()).pipe(outer);
  });
  front.listen(0, '127.0.0.1');
  await once(front, 'listening');
  onTestFinished(() => void front.close());
  const { port } = front.address() as AddressInfo;
  return { url: `${scheme}://127.0.0.1:${port}${plain.pathname}`, tls: { ca: authority.cert } };
}
