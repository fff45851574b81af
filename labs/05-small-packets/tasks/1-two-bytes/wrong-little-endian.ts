import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '', CELSIUS = '21.5' } = process.env;

// The other way round than MQTT's own numbers: this is how the processor keeps them.
const payload = Buffer.from(Int16Array.of(Math.round(Number(CELSIUS) * 10)).buffer);
const client = await mqtt.connectAsync(MQTT_URL);
await client.publishAsync(`${PREFIX}office/temperature`, payload);
await client.endAsync();
