import mqtt from 'mqtt';

const { WS_URL = 'ws://127.0.0.1:8080', PREFIX = '' } = process.env;

const { hostname, port } = new URL(WS_URL);
const client = await mqtt.connectAsync(`mqtt://${hostname}:${port}`);
await client.publishAsync(`${PREFIX}office/temperature`, '21.5', { qos: 1 });
await client.endAsync();
