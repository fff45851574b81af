import { describe, expect, test } from 'vitest';
import { statementIds } from '../../../harness/protocol/statements.ts';
import { clientClaims } from '../../../harness/situations/claims/index.ts';
import { knownClientDeviations } from '../../../harness/situations/deviations/index.ts';
import { clientObservations } from '../../../harness/situations/observations/index.ts';
import { situations } from '../../../harness/situations/table/index.ts';
import { UNDISTURBED } from '../../../harness/situations/table/plain.ts';
import { down, event, next, playedOf, publish, type Step, up, verdictOn } from './story.ts';

const ids = [UNDISTURBED, ...situations.map(({ id }) => id)];

test('the tables: enough of each, and every id once', () => {
  expect(situations.length).toBeGreaterThanOrEqual(24);
  expect(clientObservations.length).toBeGreaterThanOrEqual(10);
  const all = [...ids, ...clientClaims.map(({ id }) => id), ...clientObservations.map(({ id }) => id)];
  expect(all.filter((id, at) => all.indexOf(id) !== at)).toEqual([]);
});

test.for(clientClaims.map((claim) => [claim.id, claim] as const))(
  '%s cites statements, and names situations',
  ([, claim]) => {
    for (const version of [4, 5] as const) {
      const cited = claim.statements[version] ?? [];
      expect(cited.filter((id) => !statementIds[version].has(id))).toEqual([]);
    }
    expect(Object.values(claim.statements).flat().length).toBeGreaterThan(0);
    expect(claim.shownIn.filter((id) => !ids.includes(id))).toEqual([]);
    expect(claim.shownIn.length).toBeGreaterThan(0);
  },
);

test('each observation is shown by a situation', () => {
  const unseen = clientObservations.filter((one) => !ids.some((id) => one.isShownIn(id)));
  expect(unseen.map(({ id }) => id)).toEqual([]);
});

test('each known deviation is of a claim, and cites one of its statements', () => {
  for (const { claim, protocolVersions, statement, link } of knownClientDeviations) {
    const [version = 5] = protocolVersions;
    const found = clientClaims.find(({ id }) => id === claim);
    expect(found?.statements[version], claim).toContain(statement);
    expect(link).toMatch(/^https:\/\/github\.com\//);
  }
});

const connect = [up('CONNECT', { clean: false }), down('CONNACK', { reasonCode: 0 })];
const resumed = [
  next,
  up('CONNECT', { clean: false }),
  down('CONNACK', { reasonCode: 0, sessionPresent: true }),
];
const fresh = [
  next,
  up('CONNECT', { clean: false }),
  down('CONNACK', { reasonCode: 0, sessionPresent: false }),
];
const asked = event('closed-by-broker');
const cut = event('cut');
const again = { dup: true };

interface Row {
  readonly claim: string;
  readonly story: string;
  readonly steps: readonly Step[];
  readonly comesTo: string;
}

const row = (claim: string, story: string, comesTo: string, ...steps: readonly Step[]): Row => ({
  claim,
  story,
  comesTo,
  steps,
});

/** A message that is sent again by an alias of the connection before: one fault, which one claim is about. */
const byStaleAlias = [
  ...connect,
  up('PUBLISH', publish(1, { properties: { topicAlias: 1 } })),
  cut,
  ...resumed,
  up('PUBLISH', publish(1, { ...again, topic: '', properties: { topicAlias: 1 } })),
  asked,
];

const rows: readonly Row[] = [
  row('alias.of-this-connection', 'again by a stale alias', 'an alias without a topic', ...byStaleAlias),
  row('resend.again', 'again by a stale alias', 'holds', ...byStaleAlias),
  row('resend.dup', 'again by a stale alias', 'holds', ...byStaleAlias),
  row('identifiers.unused', 'again by a stale alias', 'holds', ...byStaleAlias),
  row('connect.first', 'begins otherwise', 'PINGREQ', up('PINGREQ'), up('CONNECT')),
  row('connect.once', 'CONNECT twice', '2', ...connect, up('CONNECT')),
  row('connect.once', 'once on each connection', 'holds', ...connect, cut, ...resumed),
  row(
    'acknowledge.qos1',
    'PUBACK',
    'holds',
    ...connect,
    down('PUBLISH', publish(1)),
    up('PUBACK', { messageId: 1 }),
  ),
  row('acknowledge.qos1', 'nothing, and asked', 'nothing', ...connect, down('PUBLISH', publish(1)), asked),
  row(
    'acknowledge.qos1',
    'nothing, and cut before it was asked',
    'not-run',
    ...connect,
    down('PUBLISH', publish(1)),
    cut,
  ),
  row(
    'acknowledge.qos1',
    'nothing, for it had said goodbye',
    'not-run',
    ...connect,
    down('PUBLISH', publish(1)),
    up('DISCONNECT'),
    asked,
  ),
  row(
    'acknowledge.qos1',
    'the message was lost',
    'not-run',
    ...connect,
    down('PUBLISH', publish(1), { fate: 'lost' }),
    asked,
  ),
  row(
    'acknowledge.once',
    'twice',
    'PUBACK twice',
    ...connect,
    down('PUBLISH', publish(1)),
    up('PUBACK', { messageId: 1 }),
    up('PUBACK', { messageId: 1 }),
  ),
  row(
    'acknowledge.puback-order',
    'turned round',
    'out of order',
    ...connect,
    down('PUBLISH', publish(1)),
    down('PUBLISH', publish(2)),
    up('PUBACK', { messageId: 2 }),
    up('PUBACK', { messageId: 1 }),
  ),
  row(
    'identifiers.of-what-is-answered',
    'for nothing',
    'PUBACK for nothing',
    ...connect,
    up('PUBACK', { messageId: 7 }),
  ),
  row(
    'identifiers.unused',
    'in use',
    'PUBLISH with an identifier in use',
    ...connect,
    up('PUBLISH', publish(1)),
    up('PUBLISH', publish(1, { topic: 'other' })),
  ),
  row(
    'identifiers.unused',
    'free again',
    'holds',
    ...connect,
    up('PUBLISH', publish(1)),
    down('PUBACK', { messageId: 1 }),
    up('PUBLISH', publish(1, { topic: 'other' })),
  ),
  row(
    'publish.pubrel',
    'none',
    'nothing',
    ...connect,
    up('PUBLISH', publish(1, { qos: 2 })),
    down('PUBREC', { messageId: 1 }),
    asked,
  ),
  row(
    'publish.first-without-dup',
    'with DUP',
    'DUP 1 at QoS 1',
    ...connect,
    up('PUBLISH', publish(1, again)),
  ),
  row(
    'publish.first-without-dup',
    'with DUP after a cut: it may have been written before',
    'holds',
    ...connect,
    up('PUBLISH', publish(1)),
    cut,
    ...resumed,
    up('PUBLISH', publish(2, again)),
  ),
  row(
    'resend.dup',
    'without DUP',
    'DUP 0',
    ...connect,
    up('PUBLISH', publish(1)),
    cut,
    ...resumed,
    up('PUBLISH', publish(1)),
  ),
  row(
    'resend.dup',
    'the session is gone: a new message',
    'not-run',
    ...connect,
    up('PUBLISH', publish(1)),
    cut,
    ...fresh,
    up('PUBLISH', publish(1)),
  ),
  row('resend.again', 'not at all', 'nothing', ...connect, up('PUBLISH', publish(1)), cut, ...resumed, asked),
  row(
    'resend.again',
    'PUBACK had passed before the cut: it may have been read',
    'not-run',
    ...connect,
    up('PUBLISH', publish(1)),
    down('PUBACK', { messageId: 1 }),
    cut,
    ...resumed,
    asked,
  ),
  row(
    'resend.same-identifier',
    'another',
    'another identifier',
    ...connect,
    up('PUBLISH', publish(1)),
    cut,
    ...resumed,
    up('PUBLISH', publish(2, { ...again, payload: Buffer.from('1') })),
  ),
  row(
    'resend.not-after-pubrel',
    'PUBLISH',
    'PUBLISH',
    ...connect,
    up('PUBLISH', publish(1, { qos: 2 })),
    down('PUBREC', { messageId: 1 }),
    up('PUBREL', { messageId: 1 }),
    cut,
    ...resumed,
    up('PUBLISH', publish(1, { qos: 2, dup: true })),
  ),
  row(
    'resend.not-while-connected',
    'PUBLISH',
    'PUBLISH',
    ...connect,
    up('PUBLISH', publish(1)),
    down('PUBACK', { messageId: 1 }, { fate: 'lost' }),
    up('PUBLISH', publish(1, again)),
  ),
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

describe('stories', () => {
  test.for(rows.map((one) => [`${one.claim}: ${one.story}`, one] as const))(
    '%s',
    ([, { claim, steps, comesTo }]) => {
      expect(String(verdictOn(claim, playedOf(steps)))).toBe(comesTo);
    },
  );
});

test('a certificate is refused by sending no CONNECT', () => {
  const story = (...steps: readonly Step[]) => playedOf(steps, 'certificate.expired');
  expect(verdictOn('certificate.validity', story(up('CONNECT')))).toBe('CONNECT');
});

test('a pause is judged only where this process did not stand still', () => {
  const idle = playedOf([...connect, event('closed-by-client')], 'plain.idle');
  const long = { ...idle, entries: idle.entries.map((entry, at) => ({ ...entry, at: at * 4_000 })) };
  expect(verdictOn('keep-alive.kept', long)).toBe('exceeded');
  expect(verdictOn('keep-alive.kept', { ...long, standstill: 600 })).toBe('not-run');
});
