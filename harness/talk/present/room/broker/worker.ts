/**
 * The process in which strangers' packets are read. The server hands it each connection that wants to be a WebSocket;
 * whatever happens here, the talk goes on.
 */
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { WebSocketServer } from 'ws';
import type { Entering, FromRoom, ToRoom } from '../messages.ts';
import { RoomBroker } from './room-broker.ts';

const tell = (message: FromRoom): void => {
  // It may be gone before it hears.
  if (process.connected) process.send?.(message, undefined, undefined, () => {});
};

const accept = new WebSocketServer({
  noServer: true,
  // More packets than a phone sends at a time; a longer message is not read.
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
    // Its other end may have gone on the way from process to process.
    if (socket instanceof Socket) enter(message.enter, socket);
    else tell({ left: message.enter.address });
  } else obey(message).catch(complain);
});
// The server is gone.
process.on('disconnect', () => process.exit());

/** Ends this process with one line, which the server shows. */
const complain = (error: unknown): never => {
  process.stderr.write(`${String(error).replaceAll(/\s*\n\s*/g, ' ')}\n`);
  process.exit(2);
};
process.on('uncaughtException', complain);
