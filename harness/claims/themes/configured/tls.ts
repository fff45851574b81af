import type { Text } from '../../../base/text.ts';
import type { Setup } from '../../../brokers/setup/setup.ts';
import { type Condition, oneOf } from '../../../lab/claim.ts';
import type { EndpointTls } from '../../../protocol/endpoint.ts';
import { ConnectionEndedError } from '../../../wire/client/raw-client.ts';
import type { Bench } from '../../bench.ts';
import type { SpecClaim } from '../../spec-claim.ts';
import { certificates, elsewhere, misnamed, mutual, openTopic, secured } from './setups.ts';

/** OpenSSL's error codes for a chain that does not end in a trusted certificate. */
const untrustedChain = oneOf('UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY');

/** The outcome of a CONNECT over TLS: the code of CONNACK, or the client's error in TLS. */
async function attempt(own: Bench, name: string, tls: EndpointTls): Promise<string> {
  const client = await own.open('mqtts', tls);
  await client.send(own.connectPacket(name));
  try {
    const { fields } = await client.receive('CONNACK');
    return `CONNACK ${fields.reasonCode ?? fields.returnCode}`;
  } catch (error) {
    if (!(error instanceof ConnectionEndedError)) throw error;
    const unreachable = [...own.trace].findLast(
      (entry) => entry.kind === 'connection' && entry.what === 'broker-unreachable',
    );
    return (unreachable?.kind === 'connection' && unreachable.detail) || 'closed by the broker';
  }
}

/** A client with a wrong certificate, or none, is refused in TLS or by CONNACK. */
const refusedClient: Condition = {
  condition: 'anything but CONNACK 0',
  holds: (seen) => seen !== 'CONNACK 0',
};

/** The statements about transports that carry MQTT, such as TLS [MQTT 4.2]. */
const transport = { 4: ['MQTT-7.1.1-1'], 5: ['MQTT-4.2-1'] };
/** What a server does if its checks fail. 3.1.1 has no number for that sentence, but for one with the same meaning. */
const checks = { 4: ['MQTT-3.1.4-5'], 5: ['MQTT-3.1.4-2'] };

interface ShownCertificate {
  readonly id: string;
  readonly says: Text;
  readonly shown: 'device' | 'stranger' | undefined;
  readonly expected: string | Condition;
}

const shownCertificates: readonly ShownCertificate[] = [
  {
    id: 'tls.client-certificate',
    says: {
      en: 'When a client certificate is required, a client with one from the right authority is let in',
      ja: 'クライアント証明書が必要なとき、正しい認証局の証明書を見せればつながる',
    },
    shown: 'device',
    expected: 'CONNACK 0',
  },
  {
    id: 'tls.no-client-certificate',
    says: {
      en: 'When a client certificate is required, a client without one is not let in',
      ja: 'クライアント証明書が必要なとき、見せなければつながらない',
    },
    shown: undefined,
    expected: refusedClient,
  },
  {
    id: 'tls.other-client-certificate',
    says: {
      en: 'When a client certificate is required, a client with one from another authority is not let in',
      ja: 'クライアント証明書が必要なとき、別の認証局の証明書ではつながらない',
    },
    shown: 'stranger',
    expected: refusedClient,
  },
];

const clientCertificates: readonly SpecClaim[] = shownCertificates.map(({ id, says, shown, expected }) => ({
  id,
  says,
  statements: shown === 'device' ? transport : checks,
  ownBroker: true,
  async check(bench) {
    const made = await certificates();
    const own = await bench.ownBroker(await mutual());
    const pair = shown === undefined ? {} : made[shown];
    return { expected, seen: await attempt(own, 'client', { ca: made.authority, ...pair }) };
  },
}));

/** The outcomes of connecting under two server names. */
async function called(bench: Bench, setup: Setup, servername: string): Promise<Record<string, string>> {
  const { authority: ca } = await certificates();
  const own = await bench.ownBroker(setup);
  return {
    byItsName: await attempt(own, 'knowing', { ca, servername }),
    byItsAddress: await attempt(own, 'mistaken', { ca }),
  };
}

export const tls: readonly SpecClaim[] = [
  {
    id: 'tls.connect',
    says: {
      en: 'TLS carries the same packets: a message arrives as it was sent, and so does one from a client without TLS',
      ja: 'TLS でも同じパケットが通り、TLS のクライアントからも、そうでないクライアントからもメッセージが届く',
    },
    statements: transport,
    ownBroker: true,
    async check(bench) {
      const { authority: ca } = await certificates();
      const own = await bench.ownBroker(await secured());
      const topic = openTopic(bench, 'a');
      const secret = await own.connect('secret', {}, 'mqtts', { ca });
      const plain = await own.connect('plain');
      await secret.subscribe({ topic, qos: 1 });
      await plain.publish(topic, 'in the open', { qos: 1 });
      await secret.publish(topic, 'under cover', { qos: 1 });
      const payloads = [(await secret.next()).payload, (await secret.next()).payload];
      return {
        expected: { code: 0, payloads: ['in the open', 'under cover'] },
        seen: { code: secret.code, payloads },
      };
    },
  },
  {
    id: 'tls.authority',
    says: {
      en: 'The broker shows its own certificate: a client that trusts its authority gets through, one that trusts another does not',
      ja: 'ブローカーは自分の証明書を見せる。その認証局を信頼していればつながり、別の認証局しか信頼していなければつながらない',
    },
    statements: transport,
    ownBroker: true,
    async check(bench) {
      const { authority, otherAuthority } = await certificates();
      const own = await bench.ownBroker(await secured());
      return {
        expected: { trusting: 'CONNACK 0', trustingAnother: untrustedChain },
        seen: {
          trusting: await attempt(own, 'trusting', { ca: authority }),
          trustingAnother: await attempt(own, 'wary', { ca: otherAuthority }),
        },
      };
    },
  },
  {
    id: 'tls.host-name',
    says: {
      en: 'A certificate for another host name is noticed: only a client that uses that name gets through',
      ja: '別のホスト名の証明書は見破られ、その名前を使ったときだけつながる',
    },
    statements: transport,
    ownBroker: true,
    check: async (bench) => ({
      expected: { byItsName: 'CONNACK 0', byItsAddress: 'ERR_TLS_CERT_ALTNAME_INVALID' },
      seen: await called(bench, await misnamed(), elsewhere),
    }),
  },
  ...clientCertificates,
];
