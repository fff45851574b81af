import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883' } = process.env;

const client = await mqtt.connectAsync(MQTT_URL);
// Tell the state of the device here. The topic begins with process.env.PREFIX.
await client.endAsync();
