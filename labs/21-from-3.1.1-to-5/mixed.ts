import type { MqttClient } from 'mqtt';
import type { Lab } from '../../harness/lab/index.ts';

/** What an old program would have to put into the payload, or into the topic. */
const about = { contentType: 'text/plain', userProperties: { unit: 'celsius' } };

/** Publishers and displays of both versions. Under 3.1.1 there are only old ones. */
export async function mixed(lab: Lab<'mixed.arrives' | 'mixed.properties'>): Promise<void> {
  const reading = lab.topic('kitchen/temperature');
  const isNew = lab.protocolVersion === 5;
  const opened = async (name: string, protocolVersion: 4 | 5): Promise<MqttClient> => {
    const client = await lab.connect(name, { protocolVersion });
    await client.subscribeAsync(reading, { qos: 1 });
    return client;
  };
  const oldDisplay = await opened('old-display', 4);
  const display = isNew ? await opened('display', 5) : undefined;

  const oldSensor = await lab.connect('old-sensor', { protocolVersion: 4 });
  await oldSensor.publishAsync(reading, '21.5', { qos: 1 });
  let last = oldSensor;
  if (isNew) {
    //#region new
    const sensor = await lab.connect('sensor', { protocolVersion: 5 });
    await sensor.publishAsync(reading, '22.0', { qos: 1, properties: about });
    //#endregion
    last = sensor;
  }
  const readings = isNew ? ['21.5', '22.0'] : ['21.5'];
  await lab.claim('mixed.arrives', { old: readings, ...(isNew && { new: readings }) }, async () => ({
    old: await shown(lab, oldDisplay, last, reading),
    ...(display && { new: await shown(lab, display, last, reading) }),
  }));
  if (!isNew) return;

  /** The properties that a display got with the reading of the new sensor. */
  const ridingTo = (name: string) => {
    const { properties: { contentType, userProperties } = {} } =
      lab.trace.to(name).of('PUBLISH').carrying('22.0').first()?.fields ?? {};
    return { contentType, userProperties: userProperties && { ...userProperties } };
  };
  const none = { contentType: undefined, userProperties: undefined };
  await lab.claim('mixed.properties', { old: none, new: about }, () => ({
    old: ridingTo('old-display'),
    new: ridingTo('display'),
  }));
  if (lab.isForStage) return;
  lab.note({
    en: 'So what a reader cannot do without stays in the payload for as long as there are old readers.',
    ja: 'なので、古い読み手がいるあいだは、なくては困るものをペイロードに入れておきます。',
  });
}

/** All that a display got, the fence's payload left out. */
async function shown(
  lab: Pick<Lab, 'fence' | 'inbox'>,
  display: MqttClient,
  publisher: MqttClient,
  topic: string,
): Promise<string[]> {
  const messages = await lab.fence(lab.inbox(display), publisher, topic, 1);
  return messages.map(({ payload }) => payload);
}
