import { connectFlags } from '../connect-flags.ts';
import type { Cursor } from './cursor.ts';
import { checkProperties } from './properties.ts';

/** Checks what follows the fixed header of CONNECT, which has its own protocol level. */
export function checkConnect(cursor: Cursor): void {
  const name = cursor.text();
  const byte = cursor.byte();
  if (name === undefined || byte === undefined) return;
  // Bridges of Mosquitto set the highest bit.
  const level = byte & 0x7f;
  // Level 3 is MQTT 3.1, whose name is MQIsdp.
  cursor.must(name === 'MQTT' || (name === 'MQIsdp' && level === 3), 'protocolName');
  cursor.must(level === 4 || level === 5 || (name === 'MQIsdp' && level === 3), 'protocolLevel');
  const flags = checkFlags(cursor, level);
  cursor.take(2);
  if (level === 5) checkProperties(cursor, 'CONNECT');
  const clientId = cursor.text();
  if (level === 4 && clientId === '') cursor.must((flags & connectFlags.cleanStart) !== 0, 'emptyClientId');
  if (flags & connectFlags.will) {
    if (level === 5) checkProperties(cursor, 'WILL');
    const topic = cursor.text();
    if (topic !== undefined) cursor.must(topic !== '', 'emptyTopic');
    if (topic !== undefined) cursor.must(!/[+#]/.test(topic), 'topicWildcard');
    cursor.data();
  }
  // The tap keeps no credentials, so only their lengths can be checked.
  if (flags & connectFlags.userName) cursor.data();
  if (flags & connectFlags.password) cursor.data();
  cursor.must(cursor.left === 0, 'connectTooLong');
}

function checkFlags(cursor: Cursor, level: number): number {
  const flags = cursor.byte();
  if (flags === undefined) return 0;
  const willQoS = (flags >> 3) & 3;
  if (level !== 3) cursor.must((flags & 1) === 0, 'connectReserved');
  if (level === 4) {
    cursor.must(
      (flags & connectFlags.userName) !== 0 || (flags & connectFlags.password) === 0,
      'passwordWithoutUserName',
    );
  }
  if (flags & connectFlags.will) cursor.must(willQoS !== 3, 'willQoS3');
  else if (level !== 3) {
    cursor.must(willQoS === 0, 'willQoSWithoutWill');
    cursor.must((flags & connectFlags.willRetain) === 0, 'willRetainWithoutWill');
  }
  return flags;
}
