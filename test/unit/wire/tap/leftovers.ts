/**
 * Run as a program of its own: it ends by itself only if a closed tap leaves nothing behind that keeps a process
 * alive, whatever the tap was doing.
 */
import { once } from 'node:events';
import { type AddressInfo, connect as connectTcp, createServer } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { generate } from 'mqtt-packet';
import { fixedPatience } from '../../../../harness/base/patience.ts';
import type { ConnectionEvent } from '../../../../harness/protocol/packet.ts';
import { openTap, type Tap } from '../../../../harness/wire/tap/tap.ts';

const packets = Buffer.concat([
  generate({ cmd: 'connect', protocolId: 'MQTT', protocolVersion: 4, clientId: 'publisher', clean: true }),
  generate({ cmd: 'pingreq' }),
  generate({ cmd: 'publish', topic: 'a', payload: '', qos: 0, dup: false, retain: false }),
  generate({ cmd: 'disconnect' }),
]);

const clientOf = (tap: Tap) => connectTcp(Number(new URL(tap.url).port), '127.0.0.1').on('error', () => {});

async function until(tap: Tap, what: ConnectionEvent): Promise<void> {
  while (!tap.entries.some((entry) => entry.kind === 'connection' && entry.what === what))
    await setImmediate();
}

const server = createServer((socket) => socket.resume().on('error', () => {})).listen(0, '127.0.0.1');
await once(server, 'listening');
const endpoint = `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`;
{
  await using frozen = await openTap(endpoint);
  frozen.hold('PINGREQ').everyTime();
  frozen.delay('PUBLISH', 60_000);
  frozen.freeze().after('DISCONNECT');
  clientOf(frozen).write(packets);
  await until(frozen, 'frozen');

  await using cut = await openTap(endpoint);
  cut.cut().after('PINGREQ');
  clientOf(cut).write(packets);
  await until(cut, 'cut');

  await using unanswered = await openTap('mqtt://192.0.2.1', { limits: { connectMs: 60_000 } });
  clientOf(unanswered);
  await until(unanswered, 'opened');

  await using waitedFor = await openTap(endpoint, { patience: fixedPatience(60_000) });
  waitedFor.lose('PUBACK').fired.catch(() => {});
}
server.close();
