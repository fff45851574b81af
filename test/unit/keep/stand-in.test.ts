import { access, readFile } from 'node:fs/promises';
import mqtt, { type IClientOptions } from 'mqtt';
import { expect, onTestFinished, test } from 'vitest';
import { entrance as aws } from '../../../harness/brokers/clouds/aws-iot-core/entrance.ts';
import { entrance as eventGrid } from '../../../harness/brokers/clouds/azure-event-grid/entrance.ts';
import { entrance as iotHub } from '../../../harness/brokers/clouds/azure-iot-hub/entrance.ts';
import type { Entrance } from '../../../harness/brokers/clouds/stand-in/front.ts';
import { restrictionsOf } from '../../../harness/brokers/clouds/stand-in/restrictions-of.ts';
import { standInFor } from '../../../harness/brokers/clouds/stand-in/stand-in.ts';
import { standInOf } from '../../../harness/brokers/clouds/stand-in/stand-in-of.ts';
import { withPassword } from '../../../harness/brokers/clouds/stand-in/with-password.ts';
import { openEmbedded } from '../../../harness/brokers/embedded/embedded.ts';
import { kindOf } from '../../../harness/brokers/kinds.ts';
import type { Kept } from '../../../harness/keep/keep.ts';
import { securedClientCommands } from '../../../harness/keep/stand-in/client-commands.ts';
import { keepStandIn } from '../../../harness/keep/stand-in/keep-stand-in.ts';
import { freePorts } from '../../../harness/process/free-ports.ts';

/** Options of MQTT.js; undefined leaves out what the lines to paste say. */
type Said = { readonly [Key in keyof IClientOptions]?: IClientOptions[Key] | undefined };

interface Opened {
  readonly kept: Kept;
  /** Connects with everything that the lines to paste say, and `options`. Rejects if that is refused. */
  readonly connect: (options?: Said) => Promise<void>;
}

async function open(name: string, entrance: Entrance): Promise<Opened> {
  const { title = '', cloud = {} } = kindOf(name) ?? {};
  const { front } = standInOf({ name, title, limits: cloud }, entrance);
  const standIn = { name, title, restrictions: restrictionsOf(cloud), front };
  const broker = await standInFor(await openEmbedded(), standIn);
  const [mqttPort, wsPort] = await freePorts(2);
  const wishes = { ports: { mqtt: mqttPort, ws: wsPort }, onEntry: () => {} };
  const kept = await keepStandIn({ ...broker, front }, wishes);
  onTestFinished(async () => {
    await kept[Symbol.asyncDispose]();
    await broker.stop();
  });
  const { ca = '', client } = kept.secured?.files ?? {};
  const certificate = client && { cert: await readFile(client.cert), key: await readFile(client.key) };
  const { clientId, username, password } = entrance.entry;
  const said = {
    ca: await readFile(ca),
    ...certificate,
    ...(clientId !== undefined && { clientId }),
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
  };
  return {
    kept,
    connect: async (options = {}) => {
      const once = { reconnectPeriod: 0, ...said, ...options } as IClientOptions;
      const connected = await mqtt.connectAsync(String(kept.doors.mqtt), once, false);
      await connected.endAsync();
    },
  };
}

test('a stand-in of AWS IoT Core asks for the client certificate, and knows two protocols in TLS', async () => {
  const { kept, connect } = await open('aws-iot-core', aws());
  await connect();
  await connect({ ALPNProtocols: ['x-amzn-mqtt-ca'] });
  await connect({ ALPNProtocols: ['mqtt'] });
  await expect(connect({ ALPNProtocols: ['http/1.1'] })).rejects.toThrow();
  await expect(connect({ cert: '', key: '' })).rejects.toThrow();
  const over = await mqtt.connectAsync(String(kept.doors.ws), {
    ca: await readFile(kept.secured?.files.ca ?? ''),
    cert: await readFile(kept.secured?.files.client?.cert ?? ''),
    key: await readFile(kept.secured?.files.client?.key ?? ''),
  });
  await over.endAsync();
});

test('a stand-in of Event Grid asks for a user name, too', async () => {
  const { connect } = await open('azure-event-grid', eventGrid());
  await connect();
  await expect(connect({ username: undefined })).rejects.toMatchObject({ code: 5 });
});

test('a stand-in of IoT Hub lets in a device with its own user name and a token that its key signed', async () => {
  const { connect } = await open('azure-iot-hub', iotHub());
  const { username = '', password = '' } = iotHub().entry;
  await connect();
  await expect(connect({ password })).rejects.toMatchObject({ code: 4 });
  await expect(connect({ password: 'wrong' })).rejects.toMatchObject({ code: 4 });
  await expect(connect({ username: 'device1' })).rejects.toMatchObject({ code: 4 });
  await expect(connect({ clientId: 'device2' })).rejects.toMatchObject({ code: 4 });
  await expect(
    connect({ username: username.replaceAll('device1', 'device2'), clientId: 'device2' }),
  ).rejects.toMatchObject({ code: 4 });
});

test('a stand-in of EMQX Serverless or HiveMQ Cloud asks for user name and password', async () => {
  const { connect } = await open('hivemq-cloud', withPassword());
  await connect();
  await expect(connect({ password: 'wrong' })).rejects.toMatchObject({ code: 4 });
  await expect(connect({ username: undefined, password: undefined })).rejects.toMatchObject({ code: 5 });
});

test('its certificates are gone with it', async () => {
  const { kept } = await open('aws-iot-core', aws());
  const { ca = '' } = kept.secured?.files ?? {};
  await access(ca);
  await kept[Symbol.asyncDispose]();
  await expect(access(ca)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('the lines to paste quote what a shell would read, and say 3.1.1 where there is nothing else', async () => {
  const { kept } = await open('azure-iot-hub', iotHub());
  const { doors, secured } = kept;
  if (secured === undefined) throw new Error('a stand-in has TLS');
  const lines = securedClientCommands(doors, secured, [4]).flatMap((way) => way.lines);
  const pub = lines.find((line) => line.startsWith('mosquitto_pub'));
  expect(pub).toContain("-u 'stand-in.azure-devices.net/device1/?api-version=2021-04-12'");
  expect(pub).toContain("-P 'SharedAccessSignature sr=");
  expect(lines.find((line) => line.startsWith('mqttx pub'))).toContain('-V 3.1.1');
});
