import { once } from 'node:events';
import { connect } from 'node:net';

const { MQTT_URL = 'mqtt://127.0.0.1:1883' } = process.env;
const { hostname, port } = new URL(MQTT_URL);

try {
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  console.log('ok');
  socket.destroy();
} catch {
  console.log('no broker');
  process.exitCode = 1;
}
