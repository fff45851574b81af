import { describe, expect, test } from 'vitest';
import type { PacketEntry } from '../../../../harness/protocol/packet.ts';
import { type Compared, firstDifference } from '../../../../harness/wire/trace/difference.ts';
import type { Trace } from '../../../../harness/wire/trace/trace.ts';
import { message, Story } from './story.ts';

const run = (trace: Trace, prefix = '', isOver = true): Compared => ({
  packets: [...trace].filter((entry): entry is PacketEntry => entry.kind === 'packet'),
  laneOf: ({ client }) => client,
  prefix,
  isOver,
});

/** A message at QoS 2; the broker passes it on at PUBLISH or at PUBREL. */
function passedOn(at: 'PUBLISH' | 'PUBREL', { prefix = 'p/1/', messageId = 5, dup = false } = {}): Trace {
  const story = new Story().opens('writer').opens('reader');
  const sent = message(`${prefix}a`, 'x', { qos: 2, messageId });
  story.sends('writer', 'PUBLISH', sent);
  const pass = () => story.gets('reader', 'PUBLISH', { ...sent, messageId: messageId + 40, dup });
  if (at === 'PUBLISH') pass();
  story.gets('writer', 'PUBREC', { messageId }).sends('writer', 'PUBREL', { messageId });
  if (at === 'PUBREL') pass();
  return story.gets('writer', 'PUBCOMP', { messageId }).trace;
}

const told = (a: Compared, b: Compared) => {
  const { what, values, packets } = firstDifference(a, b) ?? {};
  return (
    what && [what.en, ...(values ?? []).map(({ en }) => en), ...(packets ?? []).map((packet) => packet?.type)]
  );
};

describe('two runs', () => {
  test('differ neither in prefixes nor in identifiers, times and keep-alives', () => {
    const other = new Story();
    for (const entry of passedOn('PUBREL', { prefix: 'q/2/', messageId: 900 })) other.trace.add(entry);
    other.sends('writer', 'PINGREQ').gets('writer', 'PINGRESP');
    expect(told(run(passedOn('PUBREL'), 'p/1/'), run(other.trace, 'q/2/'))).toBeUndefined();
  });

  test('nor in the order of what may race', () => {
    const answered = new Story()
      .opens('a')
      .sends('a', 'PUBLISH', message('t', 'x', { qos: 1, messageId: 1 }));
    const first = answered.gets('a', 'PUBACK', { messageId: 1 }).gets('b', 'PUBLISH', message('t', 'x'));
    const sent = new Story().opens('a').sends('a', 'PUBLISH', message('t', 'x', { qos: 1, messageId: 1 }));
    const last = sent.gets('b', 'PUBLISH', message('t', 'x')).gets('a', 'PUBACK', { messageId: 1 });
    expect(told(run(first.trace), run(last.trace))).toBeUndefined();
  });

  test('nor in answers that were under way when one of them ended, but in a message that never came', () => {
    const sent = () =>
      new Story().opens('a').sends('a', 'PUBLISH', message('t', 'x', { qos: 1, messageId: 1 }));
    const [whole, short] = [sent().gets('a', 'PUBACK', { messageId: 1 }), sent()];
    expect(told(run(whole.trace), run(short.trace))).toBeUndefined();
    const passed = sent().gets('b', 'PUBLISH', message('t', 'x'));
    expect(told(run(passed.trace), run(short.trace))).toContain('none');
  });

  test('differ in the DUP flag', () => {
    const [a, b] = [run(passedOn('PUBREL', { dup: true })), run(passedOn('PUBREL'))];
    expect(told(a, b)).toEqual(['DUP', '1', '0', 'PUBLISH', 'PUBLISH']);
  });

  test('differ in when a QoS 2 message is passed on', () => {
    expect(told(run(passedOn('PUBLISH')), run(passedOn('PUBREL')))).toEqual([
      'passed on at',
      'PUBLISH',
      'PUBREL',
      'PUBLISH',
      'PUBLISH',
    ]);
  });

  test('differ in a reason code, and the earliest difference comes first', () => {
    const with_ = (code: number, text: string) =>
      new Story()
        .opens('a')
        .gets('a', 'PUBACK', { messageId: 1, reasonCode: code })
        .gets('a', 'PUBLISH', message('t', text)).trace;
    expect(told(run(with_(0, 'x')), run(with_(16, 'y')))?.slice(0, 3)).toEqual([
      'reason code',
      'Success',
      '0x10 No matching subscribers',
    ]);
  });

  test('differ in a packet that only one has, once the other is over', () => {
    const short = new Story().opens('a').trace;
    const long = new Story().opens('a').gets('a', 'DISCONNECT', { reasonCode: 0x8e }).trace;
    expect(told(run(short, '', false), run(long))).toBeUndefined();
    expect(told(run(short), run(long))).toEqual([
      'a packet that only one of them has',
      'none',
      'DISCONNECT',
      undefined,
      'DISCONNECT',
    ]);
  });
});
