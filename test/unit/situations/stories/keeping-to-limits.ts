import { again, asked, connect, cut, type Row, resumed, row } from '../rows.ts';
import { down, event, publish, up } from './story.ts';

/** A message that is sent again by an alias of the connection before: one fault, which one claim is about. */
const byStaleAlias = [
  ...connect,
  up('PUBLISH', publish(1, { properties: { topicAlias: 1 } })),
  cut,
  ...resumed,
  up('PUBLISH', publish(1, { ...again, topic: '', properties: { topicAlias: 1 } })),
  asked,
];

/** Limits, aliases, the end of a connection, and errors. */
export const keepingToLimits: readonly Row[] = [
  row('alias.of-this-connection', 'again by a stale alias', 'an alias without a topic', ...byStaleAlias),
  row('resend.again', 'again by a stale alias', 'holds', ...byStaleAlias),
  row('resend.dup', 'again by a stale alias', 'holds', ...byStaleAlias),
  row('identifiers.unused', 'again by a stale alias', 'holds', ...byStaleAlias),
  row(
    'limits.receive-maximum',
    'two at once',
    'beyond',
    up('CONNECT'),
    down('CONNACK', { reasonCode: 0, properties: { receiveMaximum: 1 } }),
    up('PUBLISH', publish(1)),
    up('PUBLISH', publish(2)),
  ),
  row(
    'limits.receive-maximum',
    'one after the other',
    'holds',
    up('CONNECT'),
    down('CONNACK', { reasonCode: 0, properties: { receiveMaximum: 1 } }),
    up('PUBLISH', publish(1)),
    down('PUBACK', { messageId: 1 }),
    up('PUBLISH', publish(2)),
  ),
  row(
    'alias.of-this-connection',
    'of the one before',
    'an alias without a topic',
    ...connect,
    up('PUBLISH', publish(1, { properties: { topicAlias: 1 } })),
    cut,
    ...resumed,
    up('PUBLISH', publish(2, { topic: '', properties: { topicAlias: 1 } })),
  ),
  row('disconnect.nothing-after', 'a PINGREQ', 'PINGREQ', ...connect, up('DISCONNECT'), up('PINGREQ')),
  row('disconnect.closes', 'left open', 'left open', ...connect, up('DISCONNECT'), asked),
  row(
    'errors.closes',
    'goes on',
    'goes on',
    ...connect,
    down('PUBLISH', {}, { malformed: 'both QoS bits' }),
    asked,
  ),
  row(
    'errors.closes',
    'closes',
    'holds',
    ...connect,
    down('PUBLISH', {}, { malformed: 'both QoS bits' }),
    event('closed-by-client'),
  ),
];
