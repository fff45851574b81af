import type { MqttClient } from 'mqtt';
import type { Lab } from '../../harness/lab/index.ts';
import type { Place } from './places.ts';

type Claims = 'clouds.last-value' | 'clouds.arrives' | 'clouds.same-answers';

/** The program in one place. */
interface Running {
  readonly place: string;
  readonly topic: string;
  readonly sensor: MqttClient;
  readonly display: MqttClient;
}

/** What the display is told: the granted QoS, and each message with its QoS and its retain flag. */
const answers = {
  granted: [1],
  delivered: [
    { payload: '21.5', qos: 1, retain: true },
    { payload: '21.6', qos: 1, retain: false },
  ],
};

/** QoS 1, few levels, a filter without wildcards, an ordinary client id. */
export async function portable(lab: Lab<Claims>, places: readonly Place[]): Promise<void> {
  const programs: Running[] = [];
  for (const place of places) programs.push(await start(lab, place));
  const everywhere = <Seen>(seen: Seen) => Object.fromEntries(places.map(({ name }) => [name, seen]));
  const inEach = async <Seen>(look: (program: Running) => Promise<Seen>) => {
    const seen: [string, Seen][] = [];
    for (const program of programs) seen.push([program.place, await look(program)]);
    return Object.fromEntries(seen);
  };

  await lab.claim('clouds.last-value', everywhere('21.5'), () =>
    inEach(async ({ display }) => (await lab.inbox(display).next()).payload),
  );
  for (const { sensor, topic } of programs) {
    await sensor.publishAsync(topic, '21.6', { qos: 1, retain: true });
  }
  await lab.claim('clouds.arrives', everywhere(['21.6']), () =>
    inEach(async ({ sensor, display, topic }) => {
      const messages = await lab.fence(lab.inbox(display), sensor, topic, 1);
      return messages.map(({ payload }) => payload);
    }),
  );
  await lab.claim('clouds.same-answers', everywhere(answers), () =>
    inEach(async ({ place }) => {
      const toDisplay = lab.trace.to(`${place}-display`);
      const { fields } = await toDisplay.of('SUBACK').next();
      const told = toDisplay.of('PUBLISH').toArray().slice(0, 2);
      const delivered = told.map(({ fields: { payload, qos, retain } }) => ({
        payload: Buffer.from(payload ?? []).toString(),
        qos,
        retain,
      }));
      return { granted: fields.granted, delivered };
    }),
  );
  for (const { sensor, display } of programs) await Promise.all([sensor.endAsync(), display.endAsync()]);
}

async function start(lab: Lab, { name, connect }: Place): Promise<Running> {
  const temperature = lab.topic(`${name}/temperature`);
  //#region portable
  const sensor = await connect(`${name}-sensor`);
  await sensor.publishAsync(temperature, '21.5', { qos: 1, retain: true });

  const display = await connect(`${name}-display`);
  await display.subscribeAsync(temperature, { qos: 1 });
  //#endregion
  return { place: name, topic: temperature, sensor, display };
}
