import { codes, connackCodes } from '../../../../protocol/codes.ts';
import { disconnect, refuseConnect, refuseSubscribe } from '../answers.ts';
import { fromClient, propertiesOf, type Restriction, stateless } from '../restriction.ts';

/** Refuses user properties in other packets than PUBLISH. */
export function userPropertiesOnPublishOnly(): Restriction {
  const says = {
    en: 'user properties are for PUBLISH only',
    ja: 'User Property は PUBLISH にだけ付けられる',
  };
  return {
    name: 'userPropertiesOnPublishOnly',
    says,
    begin: () => () => (packet, direction, passage) => {
      if (packet === undefined || direction === 'to-client') return packet ?? passage.bytes;
      const { userProperties } = propertiesOf(packet);
      if (packet.cmd === 'publish' || userProperties === undefined) return packet;
      if (packet.cmd === 'connect') {
        return refuseConnect(passage, codes.implementationSpecific, connackCodes.notAuthorized);
      }
      if (packet.cmd === 'subscribe') return refuseSubscribe(packet, passage, codes.implementationSpecific);
      return disconnect(passage, codes.implementationSpecific);
    },
  };
}

/** Ends the connection of a client that answers with PUBACK and an error code. */
export const errorPuback = (): Restriction =>
  stateless(
    'errorPuback',
    { en: 'a PUBACK with an error code closes the connection', ja: 'エラーの PUBACK を送ると接続が切れる' },
    fromClient('puback', (puback, passage) =>
      (puback.reasonCode ?? 0) >= codes.unspecified
        ? disconnect(passage, codes.implementationSpecific)
        : puback,
    ),
  );

/** In seconds. */
interface ExpiryRange {
  readonly minimum: number;
  readonly maximum: number;
}

/** Uses another message expiry than the publisher asked for. */
export const messageExpiry = ({ minimum, maximum }: ExpiryRange): Restriction =>
  stateless(
    'messageExpiry',
    {
      en: `message expiry is adjusted to ${minimum}–${maximum} s`,
      ja: `メッセージの有効期間は ${minimum}–${maximum} 秒に直される`,
    },
    fromClient('publish', (publish) => {
      const { messageExpiryInterval: asked } = publish.properties ?? {};
      const used = asked === undefined ? undefined : Math.min(Math.max(asked, minimum), maximum);
      if (used === undefined || used === asked) return publish;
      return { ...publish, properties: { ...publish.properties, messageExpiryInterval: used } };
    }),
  );
