/** A client that does everything differently from the real ones. The questions about clients must notice that. */
import { createConnection, type Socket } from 'node:net';
import packet, { type IPublishPacket, type Packet } from 'mqtt-packet';

interface OddJob {
  readonly url: string;
  readonly topic: string;
  readonly clientId: string;
  readonly qos: 0 | 1 | 2;
  /** How many messages a subscriber awaits. */
  readonly count?: number;
}

const { url, topic, clientId, qos, count }: OddJob = JSON.parse(process.argv[2] ?? '{}');
const publish: IPublishPacket = {
  cmd: 'publish',
  topic,
  qos,
  messageId: 1,
  payload: 'open',
  dup: false,
  retain: false,
};
const RESENDS_MS = 500;
const kept: IPublishPacket[] = [];

function connect(): void {
  const socket = createConnection(Number(new URL(url).port), '127.0.0.1');
  const parser = packet.parser();
  socket.on('data', (bytes) => parser.parse(bytes));
  socket.on('error', () => {});
  socket.on('close', () => process.exitCode ?? connect());
  parser.on('packet', (one) => on(one, socket));
  send(socket, {
    cmd: 'connect',
    clientId,
    protocolVersion: 4,
    clean: false,
    keepalive: 7,
    protocolId: 'MQTT',
  });
}

const send = (socket: Socket, one: Packet) => socket.write(packet.generate(one));

function on(one: Packet, socket: Socket): void {
  if (one.cmd === 'connack' && count === undefined) {
    send(socket, publish);
    // Sends again although the connection is open.
    setTimeout(() => send(socket, { ...publish, dup: true }), RESENDS_MS).unref();
  }
  if (one.cmd === 'connack' && count !== undefined)
    send(socket, { cmd: 'subscribe', messageId: 2, subscriptions: [{ topic, qos }] });
  if (one.cmd === 'pubrec') send(socket, { cmd: 'pubrel', messageId: 1 });
  if (one.cmd === 'puback' || one.cmd === 'pubcomp') end(socket);
  if (one.cmd === 'publish' && kept.push(one) === count) acknowledge(socket);
}

/** Acknowledges the last message first. */
function acknowledge(socket: Socket): void {
  for (const { messageId = 0 } of kept.toReversed())
    send(socket, { cmd: qos === 1 ? 'puback' : 'pubrec', messageId });
}

/** Ends without DISCONNECT. */
function end(socket: Socket): void {
  process.exitCode = 0;
  socket.end();
}

connect();
