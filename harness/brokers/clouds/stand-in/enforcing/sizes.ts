import type { IPublishPacket } from 'mqtt-packet';
import { codes } from '../../../../protocol/codes.ts';
import { sizeOf } from '../../measures.ts';
import { disconnect, refusePublish } from '../answers.ts';
import { fromClient, type Restriction, stateless } from '../restriction.ts';

/** Ends the connection of a client whose message has a larger payload. */
export const payloadBytes = (maximum: number): Restriction =>
  stateless(
    'payloadBytes',
    { en: `a payload has at most ${maximum} bytes`, ja: `ペイロードは ${maximum} バイトまで` },
    fromClient('publish', (publish, passage) =>
      sizeOf(publish.payload) > maximum ? disconnect(passage, codes.packetTooLarge) : publish,
    ),
  );

/** In bytes. */
interface PropertySizes {
  readonly userProperties: number;
  readonly responseTopic: number;
  readonly contentType: number;
  readonly correlationData: number;
}

/** Refuses a message with larger properties. */
export const propertyBytes = (maxima: PropertySizes): Restriction =>
  stateless(
    'propertyBytes',
    {
      en: 'properties of a message have limited sizes',
      ja: 'メッセージのプロパティーには大きさの上限がある',
    },
    fromClient('publish', (publish, passage) => {
      const sizes = sizesOf(publish);
      const isLarger = (Object.keys(maxima) as (keyof PropertySizes)[]).some(
        (name) => sizes[name] > maxima[name],
      );
      return isLarger ? refusePublish(publish, passage, codes.quotaExceeded) : publish;
    }),
  );

function sizesOf({ properties = {} }: IPublishPacket): PropertySizes {
  const { userProperties = {}, responseTopic, contentType, correlationData } = properties;
  const words = Object.entries(userProperties).flatMap(([name, values]) =>
    [values].flat().flatMap((value) => [name, value]),
  );
  return {
    userProperties: words.reduce((sum, word) => sum + sizeOf(word), 0),
    responseTopic: sizeOf(responseTopic),
    contentType: sizeOf(contentType),
    correlationData: sizeOf(correlationData),
  };
}
