import { expect, test } from 'vitest';
import type { PacketFields } from '../../../harness/protocol/packet.ts';
import type { Conduct } from '../../../harness/situations/conduct.ts';
import { refused } from '../../../harness/situations/table/refused.ts';

/** The refusals that are about something in CONNECT, and that a client with this CONNECT gets into. */
function refusalsOf(fields: PacketFields): string[] {
  const connect: Conduct['connect'] = {
    kind: 'packet',
    at: 0,
    connection: 1,
    client: 'unit',
    direction: 'to-broker',
    fate: 'passed',
    type: 'CONNECT',
    size: 0,
    bytes: new Uint8Array(),
    fields,
  };
  const conduct: Conduct = {
    protocolVersion: 5,
    connect,
    keepsSession: false,
    keepAlive: 0,
    subscriptions: [],
    published: [],
    overTls: 'no-handshake',
    takes: 0,
    exit: undefined,
  };
  return refused
    .filter(({ outOfReach }) => outOfReach !== undefined && outOfReach(conduct) === undefined)
    .map(({ id }) => id);
}

const will = { topic: 'gone', qos: 0, retain: false, payload: new Uint8Array(), payloadLength: 0 };

test.for<[string, PacketFields, string[]]>([
  ['nothing of the kind', {}, []],
  [
    'an authentication method',
    { properties: { authenticationMethod: 'X' } },
    ['refused.authentication-method'],
  ],
  ['a will', { will }, ['refused.topic-name']],
  ['a retained will', { will: { ...will, retain: true } }, ['refused.topic-name', 'refused.no-retain']],
  ['a will at QoS 1', { will: { ...will, qos: 1 } }, ['refused.topic-name', 'refused.maximum-qos']],
  [
    'a will that is said to be text',
    { will: { ...will, properties: { payloadFormatIndicator: true } } },
    ['refused.topic-name', 'refused.payload-format'],
  ],
])('a client is refused only for what its CONNECT has: %s', ([, fields, ids]) => {
  expect(refusalsOf(fields)).toEqual(ids);
});
