import type { ProtocolVersion } from '../../protocol/version.ts';
import { type Deviation, type FiledDeviation, inFile } from '../deviations/of-broker.ts';
import { emqxSource } from './source.ts';

/** The packet before the connection ends: only MQTT 5 has a DISCONNECT from the broker. */
const endings: Readonly<Record<ProtocolVersion, string>> = {
  4: 'nothing',
  5: 'DISCONNECT 0x81 Malformed Packet',
};

const refuses = (claim: string, statements: Deviation['statements']): Deviation[] =>
  ([4, 5] as const).flatMap((version) => {
    const statement = statements[version];
    if (statement === undefined) return [];
    return {
      claim: `qos.${claim}`,
      statements: { [version]: statement },
      seen: `the connection was closed by the broker; unread: ${endings[version]}`,
      mended: '5.9.0',
      does: {
        en: 'EMQX before 5.9 takes a QoS 2 PUBLISH with DUP for malformed in its strict mode',
        ja: '5.9 より前の EMQX は、strict モードでは DUP の立った QoS 2 の PUBLISH を不正な形式とみなす',
      },
      sometimes: {
        en: 'only with mqtt.strict_mode = true, which is not the default',
        ja: 'mqtt.strict_mode = true(既定ではない)のときだけ起きる',
      },
      wire: [
        'publisher → broker     PUBLISH     qos 2  dup  id 1  a  "open"',
        ...(version === 5 ? ['broker    → publisher  DISCONNECT  Malformed Packet'] : []),
        'publisher ┄ broker     closed by the broker',
      ],
      link: emqxSource('emqx_frame.erl', 1166),
    };
  });

/** Deviations of EMQX that occur only in its strict mode. */
export const emqxStrictly: readonly FiledDeviation[] = inFile(import.meta.url, [
  ...refuses('dup-delivered-at-2', { 4: 'MQTT-4.3.3-2', 5: 'MQTT-4.3.3-8' }),
  ...refuses('dup-not-passed-on-at-2', { 4: 'MQTT-3.3.1-3', 5: 'MQTT-3.3.1-3' }),
  ...refuses('publish-twice', { 4: 'MQTT-4.3.3-2' }),
  ...refuses('lost-publish-at-2', { 4: 'MQTT-4.3.3-2', 5: 'MQTT-4.3.3-8' }),
  ...refuses('lost-pubrec', { 4: 'MQTT-4.3.3-2', 5: 'MQTT-4.3.3-10' }),
]);
