import type { IClientOptions, MqttClient } from 'mqtt';
import type { Lab } from '../../harness/lab/index.ts';
import { Dashboard } from './dashboard.ts';
import { Recorder } from './recorder.ts';
import { presence, Sensor } from './sensor.ts';
import { Vent } from './vent.ts';

/** All programs of the greenhouse, and the connections of those that come and go. */
export interface Greenhouse {
  readonly root: string;
  readonly north: Sensor;
  readonly south: Sensor;
  readonly recorder: Recorder;
  readonly recording: MqttClient;
  readonly vent: Vent;
  readonly motor: MqttClient;
  readonly gardener: MqttClient;
  /** The connection of the dashboard that has been open from the beginning. */
  readonly panel: MqttClient;
}

/** A session that outlives its connection. */
const staying = ({ protocolVersion }: Pick<Lab, 'protocolVersion'>): IClientOptions => ({
  clean: false,
  ...(protocolVersion === 5 && { properties: { sessionExpiryInterval: 60 } }),
});

/** Connects everything. Only the sensor in the north and the gardener reconnect by themselves: their connections are cut. */
export async function open(lab: Lab): Promise<Greenhouse> {
  const root = lab.topic('greenhouse');
  const panel = await lab.connect('dashboard');
  await new Dashboard().open(panel, root);

  const recording = await lab.connect('recorder', staying(lab));
  const recorder = new Recorder(recording);
  await recording.subscribeAsync(`${root}/+/temperature`, { qos: 1 });

  const motor = await lab.connect('vent', staying(lab));
  const vent = new Vent(motor, `${root}/vent`);
  await motor.subscribeAsync(`${root}/vent/set`, { qos: 1 });

  const sensor = async (name: string, options: IClientOptions = {}) => {
    const will = presence(`${root}/${name}/status`);
    const client = await lab.connect(name, { ...will, ...options }, { mayClose: true });
    return Sensor.start(client, `${root}/${name}`, name);
  };
  return {
    root,
    panel,
    recorder,
    recording,
    vent,
    motor,
    gardener: await lab.connect('gardener', { ...staying(lab), reconnectPeriod: 10 }),
    north: await sensor('north', { reconnectPeriod: 10 }),
    south: await sensor('south'),
  };
}

/** Connects a client again that has left: its listeners are there before the first packet. */
export async function comesBack(lab: Pick<Lab, 'event'>, client: MqttClient): Promise<void> {
  const back = lab.event(client, 'connect');
  client.reconnect();
  await back;
}
