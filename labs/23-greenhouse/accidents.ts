import type { MqttClient } from 'mqtt';
import type { Lab } from '../../harness/lab/index.ts';
import { Dashboard } from './dashboard.ts';
import { comesBack, type Greenhouse } from './greenhouse.ts';

/** A PUBACK to the sensor in the north is lost, and its connection breaks. */
export async function lostAnswer(
  lab: Lab<'greenhouse.recorded-once' | 'greenhouse.back-online'>,
  { root, north, south, recorder, recording, panel }: Greenhouse,
): Promise<void> {
  await south.report(19);
  await north.report(21.5);
  await allOf(lab, recording, north.client, `${root}/north/temperature`);
  const before = recorder.deliveries;
  //#region lost
  lab.network.lose('PUBACK').to('north').andCut();
  await north.report(22);
  //#endregion
  await lab.claim('greenhouse.recorded-once', { deliveries: 2, records: [19, 21.5, 22] }, async () => {
    await allOf(lab, recording, north.client, `${root}/north/temperature`);
    return { deliveries: recorder.deliveries - before, records: recorder.records };
  });
  await lab.claim('greenhouse.back-online', ['online', 'offline', 'online'], async () => {
    const shown = await allOf(lab, panel, north.client, `${root}/north/status`);
    return shown.filter(({ topic }) => topic.endsWith('north/status')).map(({ payload }) => payload);
  });
}

/** Three readings while the recorder is not there. */
export async function recorderAway(
  lab: Lab<'greenhouse.nothing-lost'>,
  { root, south, recorder, recording }: Greenhouse,
): Promise<void> {
  const before = recorder.records.length;
  const missed = [18.5, 18, 17.5];
  await recording.endAsync();
  for (const celsius of missed) await south.report(celsius);
  await comesBack(lab, recording);
  await lab.claim('greenhouse.nothing-lost', missed, async () => {
    // On some brokers a new message, as the fence is one, overtakes those that have waited.
    while (recorder.records.length < before + missed.length) await lab.inbox(recording).next();
    await allOf(lab, recording, south.client, `${root}/south/temperature`);
    return recorder.records.slice(before);
  });
}

/** A dashboard that subscribes after all has been said. */
export async function late(lab: Lab<'greenhouse.late-dashboard'>, greenhouse: Greenhouse): Promise<void> {
  const everything = {
    'north/status': 'online',
    'north/temperature': '22 °C',
    'south/status': 'online',
    'south/temperature': '17.5 °C',
    'vent/state': 'open',
  };
  await lab.claim('greenhouse.late-dashboard', everything, async () => {
    const { all } = await opened(lab, greenhouse, Object.keys(everything));
    return all;
  });
}

/** The power of the sensor in the south fails. */
export async function dies(lab: Lab<'greenhouse.dies'>, greenhouse: Greenhouse): Promise<void> {
  lab.network.cutNow('south');
  await lab.claim('greenhouse.dies', { now: 'offline', later: 'offline' }, async () => {
    const inbox = lab.inbox(greenhouse.panel);
    let heard = await inbox.next();
    while (!heard.topic.endsWith('south/status')) heard = await inbox.next();
    const later = await opened(lab, greenhouse, ['south/status']);
    return { now: heard.payload, later: later.shows('south/status') };
  });
}

/** A new dashboard, once it has got all retained messages, these names among them. */
async function opened(
  lab: Lab,
  { root, gardener }: Greenhouse,
  names: readonly string[],
): Promise<Dashboard> {
  const visitor = await lab.connect('visitor');
  const dashboard = new Dashboard();
  await dashboard.open(visitor, root);
  // A retained fence is on a subscription of its own: some brokers send its message before the last ones of the first.
  while (names.some((name) => dashboard.shows(name) === undefined)) await lab.inbox(visitor).next();
  await lab.retainedFence(lab.inbox(visitor), visitor, gardener);
  await visitor.endAsync();
  return dashboard;
}

/** All that a client has got so far, and had not been asked for. */
const allOf = (
  lab: Pick<Lab, 'fence' | 'inbox'>,
  client: MqttClient,
  publisher: MqttClient,
  topic: string,
): ReturnType<Lab['fence']> => lab.fence(lab.inbox(client), publisher, topic, 1);
