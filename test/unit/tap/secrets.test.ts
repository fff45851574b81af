import { generate } from 'mqtt-packet';
import { expect, test } from 'vitest';
import { decode } from '../../../harness/protocol/decode.ts';
import type { PacketType } from '../../../harness/protocol/packet.ts';
import { withoutSecrets } from '../../../harness/tap/secrets.ts';
import { packet } from '../wire/trace/story.ts';

const kept = (type: PacketType, bytes: Buffer): string => {
  const entry = packet(type, { ...decode(bytes, bytes.length, 5), bytes, size: bytes.length });
  return Buffer.from(withoutSecrets(entry)).toString('latin1');
};

const authentication = { authenticationMethod: 'SCRAM', authenticationData: Buffer.from('lovelace') };

test('what a packet that cannot be decoded may hide is masked, and its length stays', () => {
  const connect = generate(
    {
      cmd: 'connect',
      clientId: 'a',
      clean: true,
      keepalive: 1,
      protocolVersion: 5,
      properties: authentication,
    },
    { protocolVersion: 5 },
  );
  const cut = Buffer.from(connect.subarray(0, -1));
  cut.writeUInt8(cut.length - 2, 1);
  expect(decode(cut, cut.length, 5).fields.clean).toBeUndefined();
  expect(kept('CONNECT', cut)).not.toContain('lovelace');
  expect(kept('CONNECT', cut)).toHaveLength(cut.length);
  const auth = generate(
    { cmd: 'auth', reasonCode: 0x18, properties: authentication },
    { protocolVersion: 5 },
  );
  auth.writeUInt8(0xf1, 0);
  expect(kept('AUTH', auth)).not.toContain('lovelace');
});

test('any other packet is as it was', () => {
  const bytes = generate({
    cmd: 'publish',
    topic: 'a',
    payload: 'lovelace',
    qos: 0,
    dup: false,
    retain: false,
  });
  expect(kept('PUBLISH', bytes)).toBe(bytes.toString('latin1'));
});
