/**
 * The process that reads packets of strangers. The server hands it each connection that asks for a WebSocket. If this
 * process crashes, the talk goes on.
 */
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { WebSocketServer } from 'ws';
import type { Entering, FromRoom, ToRoom } from '../messages.ts';
import { RoomBroker } from './room-broker.ts';

const tell = (message: FromRoom): void => {
  // The server may have exited before the message arrives.
  if (process.connected) process.send?.(message, undefined, undefined, () => {});
};

const accept = new WebSocketServer({
  noServer: true,
  // More than a phone sends in one message; a longer message ends the connection.
  maxPayload: 1_024,
  // [MQTT-6.0.0-4]
  handleProtocols: () => 'mqtt',
});
accept.on('wsClientError', (_error, socket) => socket.destroy());

let broker: RoomBroker | undefined;

function enter({ url, headers, head, address }: Entering, socket: Socket): void {
  socket.on('error', () => {}).once('close', () => tell({ left: address }));
  const room = broker;
  if (room === undefined) {
    socket.destroy();
    return;
  }
  socket.setNoDelay(true);
  const request = Object.assign(new IncomingMessage(socket), { method: 'GET', url, headers });
  accept.handleUpgrade(request, socket, Buffer.from(head, 'base64'), (phone) => room.welcome(phone));
}

async function obey(message: ToRoom): Promise<void> {
  if ('begin' in message) {
    broker = await RoomBroker.open(message.begin, (news) => tell({ news }));
    tell({ ready: true });
  } else if ('ask' in message) broker?.ask(message.ask ?? undefined);
  else if ('end' in message) {
    await broker?.end();
    process.disconnect();
  }
}

process.on('message', (message: ToRoom, socket: unknown) => {
  if ('enter' in message) {
    // The other end may have closed while the socket was handed over.
    if (socket instanceof Socket) enter(message.enter, socket);
    else tell({ left: message.enter.address });
  } else obey(message).catch(complain);
});
// The server has exited.
process.on('disconnect', () => process.exit());

/** Exits with one line, which the server shows. */
const complain = (error: unknown): never => {
  process.stderr.write(`${String(error).replaceAll(/\s*\n\s*/g, ' ')}\n`);
  process.exit(2);
};
process.on('uncaughtException', complain);
