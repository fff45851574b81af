import type { Setup } from '../../../brokers/setup/setup.ts';
import { changesConnack, type Faulty, misconfigured, swallows, unchanged } from '../../../faulty/faults.ts';
import { trusting, withCertificate, withoutRules, withoutUsers } from '../../../faulty/wrong-setups.ts';
import { admin, certificates } from './setups.ts';

const made = await certificates();

const forgets = ({ persistence: _, ...setup }: Setup): Setup => setup;
const strict = (setup: Setup): Setup => ({
  ...setup,
  acl: (setup.acl ?? []).filter(({ user }) => user === admin.username),
});

const restartFaults: readonly Faulty[] = [
  'retain.after-restart',
  'session.queued-after-restart',
  'session.subscription-after-restart',
  'session.in-flight-after-restart',
].map((claim) => misconfigured(claim, 'forgets everything when it is restarted', forgets));

const tlsFaults: readonly Faulty[] = [
  {
    breaks: 'tls.connect',
    does: 'speaks without TLS where it says that it has TLS',
    options: () => ({
      mangle: unchanged,
      endpoints: ({ mqtt = '', ...others }) => ({ ...others, mqtt, mqtts: mqtt.replace('mqtt:', 'mqtts:') }),
    }),
  },
  misconfigured('tls.authority', 'shows the certificate of another host', withCertificate(made.otherServer)),
  misconfigured('tls.host-name', 'shows another certificate than it was given', withCertificate(made.server)),
  misconfigured('tls.client-certificate', 'trusts another authority', trusting(made.otherAuthority)),
  misconfigured('tls.no-client-certificate', 'asks for no client certificate', trusting()),
  misconfigured('tls.other-client-certificate', 'trusts another authority', trusting(made.otherAuthority)),
];

const authFaults: readonly Faulty[] = [
  {
    breaks: 'auth.accepted',
    does: 'refuses everybody',
    options: () => ({
      mangle: changesConnack((connack) => ({ ...connack, returnCode: 5, reasonCode: 0x87 })),
    }),
  },
  ...[
    'auth.wrong-password',
    'auth.others-password',
    'auth.empty-password',
    'auth.no-password',
    'auth.unknown-user',
    'auth.anonymous',
    'auth.nothing-of-the-refused',
  ].map((claim) => misconfigured(claim, 'asks for no password', withoutUsers)),
];

const aclFaults: readonly Faulty[] = [
  misconfigured('acl.allowed', 'allows nobody but the admin anything', strict),
  ...[
    'acl.publish-forbidden-at-qos-0',
    'acl.publish-forbidden-at-qos-1',
    'acl.publish-forbidden-at-qos-2',
    'acl.subscribe-forbidden',
    'acl.subscribe-wildcard',
  ].map((claim) => misconfigured(claim, 'lets everybody do everything', withoutRules)),
  {
    breaks: 'acl.subscribe-forbidden',
    does: 'does not answer SUBSCRIBE',
    options: () => ({ mangle: swallows('suback') }),
  },
];

/** Brokers that do not follow their setup. */
export const fixtureGallery: readonly Faulty[] = [
  ...restartFaults,
  ...tlsFaults,
  ...authFaults,
  ...aclFaults,
];
