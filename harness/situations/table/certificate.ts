import type { Text } from '../../base/text.ts';
import { all, secured, trusting } from '../reach.ts';
import type { Situation } from '../situation.ts';
import type { Certificate } from '../stage/certificates.ts';

/** Time for a client to go on in spite of the certificate, in ms of own time. */
const GOES_ON_MS = 2_000;

const shown = (certificate: Exclude<Certificate, 'good'>, title: Text): Situation => ({
  id: `certificate.${certificate}`,
  title,
  certificate,
  // If the client trusts nothing, a certificate that is trusted but wrong shows nothing.
  outOfReach: certificate === 'other-authority' ? secured : all(secured, trusting),
  async play(stage) {
    stage.requireHandshake();
    await stage.waits(GOES_ON_MS);
  },
});

export const certificates: readonly Situation[] = [
  shown('other-authority', {
    en: 'The broker’s certificate is from an authority that the client does not trust',
    ja: 'ブローカーの証明書が、信頼していない認証局のもの',
  }),
  shown('other-host', {
    en: 'The broker’s certificate is for another host',
    ja: 'ブローカーの証明書が、別のホストのもの',
  }),
  shown('expired', { en: 'The broker’s certificate has expired', ja: 'ブローカーの証明書が期限切れ' }),
];
