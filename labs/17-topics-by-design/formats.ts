import type { MqttClient } from 'mqtt';
import type { Lab } from '../../harness/lab/index.ts';
import { hex, jsonOf, packed, readings } from './readings.ts';

/** Payload formats: text that explains itself, or as few bytes as possible. */
export async function formats(
  lab: Lab<'topics.any-payload' | 'topics.labelled-payload'>,
  sensors: MqttClient,
): Promise<void> {
  await lab.step(
    {
      en: 'JSON or binary',
      ja: 'JSON か、バイナリーか',
      question: { en: 'How many bytes are three readings?', ja: '3 つの測定値は、何バイト?' },
    },
    async () => {
      const topic = lab.topic('hq/greenhouse/sensor-1');
      const display = await lab.connect('display');
      await display.subscribeAsync(topic);
      //#region formats
      const json = jsonOf(readings);
      const binary = packed(readings);
      const text = { payloadFormatIndicator: true, contentType: 'application/json' };
      const labelled = lab.protocolVersion === 5 ? { properties: text } : {};
      await sensors.publishAsync(topic, json, labelled);
      await sensors.publishAsync(topic, binary);
      //#endregion
      await lab.fence(lab.inbox(display), sensors, topic, 0);
      const came = lab.trace.to('display').of('PUBLISH').on(topic).toArray().slice(-3, -1);
      await lab.claim(
        'topics.any-payload',
        [hex(Buffer.from(json)), hex(binary)],
        came.map(({ fields }) => hex(fields.payload ?? Buffer.alloc(0))),
      );
      if (lab.protocolVersion === 5) {
        await lab.claim(
          'topics.labelled-payload',
          [text, undefined],
          [came[0]?.fields.properties, came[1]?.fields.properties?.contentType],
        );
      }
      lab.note({
        en: `The payload: ${json.length} bytes as JSON, ${binary.length} as binary. On the wire: ${came[0]?.size} and ${came[1]?.size} bytes, for the topic is the same.`,
        ja: `ペイロードは、JSON なら ${json.length} バイト、バイナリーなら ${binary.length} バイト。トピックは同じなので、パケットでは ${came[0]?.size} バイトと ${came[1]?.size} バイトです。`,
      });
      await display.endAsync();
    },
  );
}
