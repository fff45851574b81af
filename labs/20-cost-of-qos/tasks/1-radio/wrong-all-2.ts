import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '', CLIENT_ID = 'greenhouse' } = process.env;

const client = await mqtt.connectAsync(MQTT_URL, {
  clientId: CLIENT_ID,
  clean: false,
  reconnectPeriod: 200,
});

async function report(from: number): Promise<void> {
  for (let minute = from; minute < from + 15; minute++) {
    await client.publishAsync(`${PREFIX}temperature`, String(20 - minute), { qos: 2 });
  }
}

await report(0);
await client.publishAsync(`${PREFIX}alarm`, 'frost', { qos: 2 });
await client.publishAsync(`${PREFIX}doser`, 'one dose', { qos: 2 });
await report(15);
await client.endAsync();
