import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { openEmbedded } from '../../../harness/brokers/embedded/embedded.ts';
import type { Clean } from './program.ts';

/**
 * A foreign broker for tests in the middle of a lab: it never answers the CONNECT of one client, so the lab stays in the step that
 * connects it.
 */
export async function haltingBroker(client: string, { onTestFinished }: Clean) {
  const broker = await openEmbedded();
  const sockets = new Set<Socket>();
  const halted = Promise.withResolvers<Socket>();
  const port = Number(new URL(broker.endpoints.mqtt ?? '').port);
  const relay = createServer({ noDelay: true }, (socket) => {
    const onward = connect({ port, host: '127.0.0.1', noDelay: true });
    for (const end of [socket, onward]) sockets.add(end.on('error', () => {}));
    socket.once('close', () => onward.destroy());
    socket.once('data', (connectPacket) => {
      if (connectPacket.includes(client)) return halted.resolve(socket);
      onward.write(connectPacket);
      socket.pipe(onward).pipe(socket);
    });
  });
  relay.listen(0, '127.0.0.1');
  await once(relay, 'listening');
  const die = async () => {
    relay.close();
    for (const socket of sockets) socket.destroy();
    await broker.stop();
  };
  onTestFinished(die);
  const url = `mqtt://127.0.0.1:${(relay.address() as AddressInfo).port}`;
  /** Ends only the connection of the waiting client. */
  const hangUp = async () => (await halted.promise).resetAndDestroy();
  return { url, halted: halted.promise, die, hangUp };
}
