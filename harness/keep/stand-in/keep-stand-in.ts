import type { TlsOptions } from 'node:tls';
import type { Broker } from '../../brokers/broker.ts';
import type { Front } from '../../brokers/clouds/stand-in/front.ts';
import { beginAll } from '../../brokers/clouds/stand-in/restriction.ts';
import { openProxy } from '../../wire/mangling/proxy.ts';
import { openTap } from '../../wire/tap/tap.ts';
import { atPort } from '../at-port.ts';
import { type Door, type Kept, portOptions, type Wishes } from '../keep.ts';
import { type Certificates, makeCertificates } from './certificates.ts';
import { openTlsDoor } from './tls-door.ts';

interface StandIn extends Pick<Broker, 'name' | 'endpoints'> {
  readonly front: Front;
}

const schemes = { mqtt: 'mqtts', ws: 'wss' } as const;

/**
 * Opens the doors of a stand-in for clients from outside. A client passes TLS, then a tap, then the login, then the restrictions.
 * @throws CannotRunError `port-taken`, `cannot-listen`, `no-temporary-folder`
 */
export async function keepStandIn({ name, endpoints, front }: StandIn, wishes: Wishes): Promise<Kept> {
  await using opened = new AsyncDisposableStack();
  const certificates = opened.use(await makeCertificates(name, front.asksForCertificate));
  const { mqtt = '', ws = '' } = endpoints;
  const login = await openProxy({ mqtt, ws }, { begin: beginAll([front.login], { mqtt, ws }) });
  opened.defer(() => login.close());
  const doors: Partial<Record<Door, URL>> = {};
  for (const door of ['mqtt', 'ws'] as const) {
    const tap = opened.use(await openTap(login.doors[door], { keeps: false, onEntry: wishes.onEntry }));
    const usual = front[schemes[door]].port;
    const wish = { usual, port: wishes.ports[door], option: portOptions[door] };
    const about = {
      tls: tlsOf(front, certificates),
      leadsTo: Number(new URL(tap.url).port),
      onRefused: wishes.onRefused ?? (() => {}),
    };
    const open = opened.use(await atPort(wish, (port) => openTlsDoor({ ...about, port })));
    doors[door] = new URL(`${schemes[door]}://127.0.0.1:${open.port}${door === 'ws' ? '/mqtt' : ''}`);
  }
  const { files } = certificates;
  const all = opened.move();
  return {
    doors,
    usual: { mqtt: front.mqtts.port, ws: front.wss.port },
    secured: { files, front },
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}

const tlsOf = (front: Front, { server, authority }: Certificates): TlsOptions => ({
  cert: server.cert,
  key: server.key,
  ca: authority,
  requestCert: front.asksForCertificate,
  rejectUnauthorized: front.asksForCertificate,
  ALPNProtocols: [...front.alpn],
  minVersion: 'TLSv1.2',
  ...(front.isOnlyTls12 && { maxVersion: 'TLSv1.2' as const }),
});
