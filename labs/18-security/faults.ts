import {
  changesConnack,
  delivers,
  type Faulty,
  faulty,
  misconfigured,
  takes,
} from '../../harness/faulty/faults.ts';
import { trusting, withCertificate, withoutRules, withoutUsers } from '../../harness/faulty/wrong-setups.ts';
import { certificates } from './setups.ts';

const { otherServer } = await certificates();

/** Brokers that break the claims of this lab. Most of them are started with a different setup. */
export const securityGallery: readonly Faulty[] = [
  misconfigured('security.stranger', 'asks for no name', withoutUsers),
  faulty('security.known', 'refuses everybody', () =>
    changesConnack((connack) => ({ ...connack, returnCode: 5, reasonCode: 0x87 })),
  ),
  faulty('security.publish-answer', 'neither answers a forbidden message nor closes the connection', () =>
    takes((publish) => (publish.topic.endsWith('greenhouse/valve') ? [] : publish)),
  ),
  misconfigured('security.publish-denied', 'lets every user publish everything', withoutRules),
  misconfigured('security.subscribe-denied', 'lets every user read everything', withoutRules),
  faulty('security.tls-hides', 'says something else to clients without TLS', () =>
    delivers((publish) =>
      `${publish.payload}` === 'under cover' ? { ...publish, payload: 'in the open' } : publish,
    ),
  ),
  misconfigured(
    'security.tls-authority',
    'shows the certificate of another host',
    withCertificate(otherServer),
  ),
  misconfigured(
    'security.tls-host-name',
    'shows the certificate of another host',
    withCertificate(otherServer),
  ),
  misconfigured('security.client-certificate', 'asks devices for no certificate', trusting()),
];
