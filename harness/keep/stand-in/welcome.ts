import type { Language, Text } from '../../base/text.ts';
import { printable } from '../../base/visible.ts';
import type { Secured } from '../keep.ts';

/** What a client needs, and where it lies. */
export function securedLines({ files, front }: Secured, language: Language): string[] {
  const { ca, client } = files;
  const { key } = front.entry;
  const offered = front.alpn.join(', ');
  const lines: Text[] = [
    notTheCloud,
    ...[front.mqtts, front.wss].flatMap((port) => (port.port === port.ofCloud ? [] : [otherPort(port)])),
    { en: `authority to trust: ${ca}`, ja: `信頼する認証局: ${ca}` },
    ...(client === undefined
      ? []
      : [
          {
            en: `client certificate: ${client.cert} (key: ${client.key})`,
            ja: `クライアント証明書: ${client.cert}(鍵: ${client.key})`,
          },
        ]),
    { en: `ALPN, if any: ${offered}`, ja: `ALPN(使う場合): ${offered}` },
    { en: `a client needs ${front.login.says.en}`, ja: `クライアントに必要なもの: ${front.login.says.ja}` },
    ...(key === undefined ? [] : [{ en: `key of every device: ${key}`, ja: `すべてのデバイスの鍵: ${key}` }]),
  ];
  return lines.map((line) => `  ${line[language]}`);
}

const notTheCloud: Text = {
  en: 'Made for one run, and removed at its end: nothing here is known to the cloud.',
  ja: 'すべて今回のために作られ、終わると消えます。クラウド本体とは関係ありません。',
};

const otherPort = ({ port, ofCloud }: Secured['front']['wss']): Text => ({
  en: `port ${port} stands for ${ofCloud} of the cloud`,
  ja: `ポート ${port} はクラウドの ${ofCloud} にあたります`,
});

/** The note about a client that TLS did not let in. */
export function refusedByTls(error: Error): Text {
  // OpenSSL's message has numbers and file names around its reason.
  const reason = 'reason' in error ? String(error.reason) : error.message;
  const why = printable(reason, 160);
  return { en: `TLS turned a client away: ${why}`, ja: `TLS がクライアントを退けました: ${why}` };
}
