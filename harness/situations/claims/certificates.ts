import type { Text } from '../../base/text.ts';
import { broken, type ClientClaim, holds, noOccasion } from './claim.ts';
import { sentBy } from './reading.ts';

/** MQTT leaves the identity of the server to the transport, here TLS [RFC 9525]. */
const transport = { 4: ['MQTT-7.1.2-1'], 5: ['MQTT-4.2-1'] };

const refused = (name: string, situation: string, says: Text, occasion: Text): ClientClaim => ({
  id: `certificate.${name}`,
  says,
  statements: transport,
  occasion,
  shownIn: [situation],
  judge(played) {
    if (played.situation !== situation || played.notReached !== undefined) return noOccasion;
    return sentBy(played, 'CONNECT').length > 0 ? broken('refused', 'CONNECT') : holds;
  },
});

export const certificates: readonly ClientClaim[] = [
  refused(
    'authority',
    'certificate.other-authority',
    {
      en: 'A certificate from an authority that it does not trust is refused: no CONNECT is sent',
      ja: '信頼していない認証局の証明書は拒み、CONNECT を送らない',
    },
    { en: 'it connects over TLS', ja: 'TLS で接続する' },
  ),
  refused(
    'host-name',
    'certificate.other-host',
    {
      en: 'A certificate for another host is refused: no CONNECT is sent',
      ja: '別のホストの証明書は拒み、CONNECT を送らない',
    },
    { en: 'it connects over TLS, and trusts the authority', ja: 'TLS で接続し、認証局を信頼している' },
  ),
  refused(
    'validity',
    'certificate.expired',
    {
      en: 'An expired certificate is refused: no CONNECT is sent',
      ja: '期限切れの証明書は拒み、CONNECT を送らない',
    },
    { en: 'it connects over TLS, and trusts the authority', ja: 'TLS で接続し、認証局を信頼している' },
  ),
];
