import { expect, test } from 'vitest';
import { DeadlineError } from '../../../../harness/base/deadline.ts';
import { Trace } from '../../../../harness/wire/trace/trace.ts';
import { message, packet, Story, underFire } from './story.ts';

test('questions read like sentences', () => {
  const trace = underFire(2);
  expect(trace.from('publisher').of('PUBLISH').on('office/+').count).toBe(2);
  expect(trace.to('subscriber').of('PUBLISH').count).toBe(1);
  expect(trace.from('broker').of('PUBREC').toArray()).toEqual(trace.to('publisher').of('PUBREC').toArray());
  expect(trace.from('publisher').of('PUBLISH').last()?.fields.dup).toBe(true);
  expect(trace.packets().lost().types()).toEqual(['PUBREC']);
  expect(trace.of('PUBREL', 'PUBCOMP').to('broker').types()).toEqual(['PUBREL', 'PUBCOMP']);
});

test('a client is not taken for another one, nor for the other direction', () => {
  const trace = new Trace([
    packet('PINGREQ', { client: 'a' }),
    packet('PINGREQ', { client: 'b' }),
    packet('PINGRESP', { client: 'a', direction: 'to-client' }),
  ]);
  expect(trace.from('a').types()).toEqual(['PINGREQ']);
  expect(trace.to('a').types()).toEqual(['PINGRESP']);
  expect(trace.to('b').count).toBe(0);
  expect(trace.to('broker').count).toBe(2);
});

test('sizes are bytes on the wire, one by one and together', () => {
  const trace = new Trace([packet('PINGREQ', { size: 2 }), packet('CONNECT', { size: 27 })]);
  expect(trace.packets().sizes()).toEqual([2, 27]);
  expect(trace.packets().bytes()).toBe(29);
  expect(trace.of('PUBLISH').bytes()).toBe(0);
});

test('a topic alias counts as the topic it stands for', () => {
  const fields = { ...message('', 'open'), aliasedTopic: 'office/door' };
  expect(new Trace([packet('PUBLISH', { fields })]).on('office/#').count).toBe(1);
});

test('a question is live: what comes later is seen', () => {
  const trace = new Trace();
  const pings = trace.of('PINGREQ');
  expect(pings.first()).toBeUndefined();
  trace.add(packet('PINGREQ'));
  expect(pings.count).toBe(1);
});

test('next gives an entry that is there already', async () => {
  const trace = underFire(1);
  const first = await trace.of('PUBLISH').next();
  expect(first).toBe(trace.of('PUBLISH').first());
});

test('next waits for an entry, and after one for the one behind it', async () => {
  const trace = new Trace();
  const coming = trace.from('publisher').of('PUBLISH').next();
  trace.add(packet('PINGREQ'));
  const published = packet('PUBLISH', { fields: message('office/door', 'open') });
  trace.add(published);
  expect(await coming).toBe(published);

  const second = trace.of('PUBLISH').next({ after: published });
  const again = packet('PUBLISH', { fields: message('office/door', 'open', { dup: true }) });
  trace.add(again);
  expect(await second).toBe(again);
});

test('a deadline that passes tells what was awaited and what came last', async () => {
  const trace = underFire(0);
  const coming = trace.to('publisher').of('PUBACK').on('office/#').next({ deadline: 5 });
  const error = await coming.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DeadlineError);
  if (!(error instanceof DeadlineError)) return;
  expect(error.message).toMatch(/^waited 5 ms for PUBACK to publisher on office\/#; the trace ends with\n/);
  expect(error.message).toContain('DISCONNECT');
  expect(error.awaited.ja).toContain('publisher 宛 トピック office/# PUBACK');
  const ping = await trace.from('broker').lost().next({ deadline: 5 }).catch(String);
  expect(ping).toContain('waited 5 ms for a packet from broker lost;');
  const nothing = await new Trace().of('PUBACK').next({ deadline: 5 }).catch(String);
  expect(nothing).toContain('waited 5 ms for PUBACK; the trace is empty');
});

test('a predicate that throws fails the one who waits, not the tap that records', async () => {
  const trace = new Trace();
  const coming = trace.next(() => {
    throw new Error('wrong question');
  });
  trace.add(packet('PINGREQ'));
  await expect(coming).rejects.toThrow('wrong question');
});

test('a watcher sees every entry until it is disposed of', () => {
  const trace = new Trace();
  const seen: unknown[] = [];
  {
    using _watch = trace.watch((entry) => seen.push(entry));
    trace.add(packet('PINGREQ'));
  }
  trace.add(packet('PINGREQ'));
  expect(seen).toHaveLength(1);
});

test('nobody is kept waiting in memory', async () => {
  const trace = new Trace();
  let asked = 0;
  const coming = trace.next(() => ++asked < 0, { deadline: 5 });
  await expect(coming).rejects.toThrow(DeadlineError);
  const before = asked;
  trace.add(packet('PINGREQ'));
  expect(asked).toBe(before);
});

test('the story of a test is told with times that grow', () => {
  const times = Array.from(new Story().opens('a').opens('b').trace, ({ at }) => at);
  expect(times).toEqual([...times].sort((a, b) => a - b));
});
