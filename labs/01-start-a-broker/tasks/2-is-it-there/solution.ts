import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', WAIT_MS = '5000' } = process.env;

try {
  // The last argument: do not try again.
  const client = await mqtt.connectAsync(MQTT_URL, { connectTimeout: Number(WAIT_MS) }, false);
  console.log('ok');
  await client.endAsync();
} catch (error) {
  console.log(`no broker: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
