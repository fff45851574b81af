import {
  changesConnack,
  delivers,
  type Faulty,
  faulty,
  misconfigured,
  takes,
} from '../../harness/faulty/faults.ts';
import type { Setup } from '../../harness/lab/index.ts';
import { certificates } from './setups.ts';

const { otherServer } = await certificates();

const anonymous = ({ users: _, acl: __, ...setup }: Setup): Setup => setup;
const lenient = ({ acl: _, ...setup }: Setup): Setup => setup;
const misnamed = (setup: Setup): Setup => ({ ...setup, tls: { server: otherServer } });
const withoutAuthority = ({ tls, ...setup }: Setup): Setup => ({
  ...setup,
  ...(tls && { tls: { server: tls.server } }),
});

/** Brokers that break the claims of this lab. Most of them are started with a different setup. */
export const securityGallery: readonly Faulty[] = [
  misconfigured('security.stranger', 'asks for no name', anonymous),
  faulty('security.known', 'refuses everybody', () =>
    changesConnack((connack) => ({ ...connack, returnCode: 5, reasonCode: 0x87 })),
  ),
  faulty('security.publish-answer', 'neither answers a forbidden message nor closes the connection', () =>
    takes((publish) => (publish.topic.endsWith('greenhouse/valve') ? [] : publish)),
  ),
  misconfigured('security.publish-denied', 'lets every user publish everything', lenient),
  misconfigured('security.subscribe-denied', 'lets every user read everything', lenient),
  faulty('security.tls-hides', 'says something else to clients without TLS', () =>
    delivers((publish) =>
      `${publish.payload}` === 'under cover' ? { ...publish, payload: 'in the open' } : publish,
    ),
  ),
  misconfigured('security.tls-authority', 'shows the certificate of another host', misnamed),
  misconfigured('security.tls-host-name', 'shows the certificate of another host', misnamed),
  misconfigured('security.client-certificate', 'asks devices for no certificate', withoutAuthority),
];
