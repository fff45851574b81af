import { describe, expect, test } from 'vitest';
import { armFaults, type FaultValues } from '../../../harness/tap/fault-options.ts';
import { Keys } from '../../../harness/tap/keys.ts';
import { eventsOf, isEvent, packetsOf, send } from '../wire/tap/entries.ts';
import { entry, receive, tappedLine } from '../wire/tap/fixtures.ts';

const connect = Buffer.from('100d00044d5154540402003c000161', 'hex');
const puback = Buffer.from([0x40, 2, 0, 1]);
const pingreq = Buffer.from([0xc0, 0]);

const none = Object.fromEntries(
  ['lose', 'hold', 'delay', 'duplicate', 'cut', 'client', 'to', 'topic', 'qos', 'nth', 'every'].map(
    (name) => [name, undefined],
  ),
) as unknown as FaultValues;

describe('faults by option', () => {
  test.each<[string, Partial<FaultValues>, string[]]>([
    [
      'the example of the help',
      { lose: ['PUBACK'], cut: true, client: 'phone' },
      ['lose the first PUBACK of phone, then cut the connection'],
    ],
    ['a type in small letters', { hold: ['publish'] }, ['hold the first PUBLISH']],
    [
      'every kind',
      {
        delay: ['PUBLISH=500'],
        duplicate: ['PUBLISH'],
        'cut-before': ['CONNECT'],
        'cut-after': ['CONNECT'],
        'freeze-before': ['CONNACK'],
        'freeze-after': ['CONNACK'],
      },
      [
        'delay the first PUBLISH by 500 ms',
        'duplicate the first PUBLISH',
        'lose the first CONNECT, then cut the connection',
        'cut the connection after the first CONNECT',
        'freeze the connection before the first CONNACK',
        'freeze the connection after the first CONNACK',
      ],
    ],
    [
      'narrowed',
      { lose: ['PUBLISH'], to: 'broker', topic: 'a/#', qos: '1', nth: '3' },
      ['lose the 3rd PUBLISH from any client on a/# with QoS 1'],
    ],
    ['every time', { lose: ['PINGRESP'], every: true, to: 'client' }, ['lose every PINGRESP to any client']],
  ])('%s', async (_, values, described) => {
    const { tap } = await tappedLine();
    expect(armFaults(tap, { ...none, ...values }).map((fault) => fault.describe().en)).toEqual(described);
  });

  test.each<[Partial<FaultValues>, string]>([
    [{ client: 'phone' }, '--client is there without a fault'],
    [{ lose: ['PUBAK'] }, 'there is no packet type PUBAK'],
    [{ delay: ['PUBLISH'] }, 'does not say how long'],
    [{ delay: ['PUBLISH=soon'] }, 'is not a whole number'],
    [{ lose: ['PUBACK'], topic: 'a' }, 'PUBACK carries no topic'],
    [{ lose: ['PUBACK'], to: 'me' }, '--to me is not possible'],
    [{ lose: ['PUBLISH'], qos: '3' }, '--qos 3 is not possible'],
  ])('refuses %o', async (values, says) => {
    const { tap } = await tappedLine();
    expect(() => armFaults(tap, { ...none, ...values })).toThrow(says);
  });

  test('what never fired is told, and what fired is not', async () => {
    const { tap, ...line } = await tappedLine();
    armFaults(tap, { ...none, lose: ['PUBACK', 'SUBACK'], client: 'a' });
    await send(line, 'client', connect);
    line.broker.write(puback);
    await entry(tap, (found) => found.kind === 'packet' && found.fate === 'lost');
    expect(tap.unfired().map(({ en }) => en)).toEqual(['armed but never fired: lose the first SUBACK of a']);
  });
});

describe('faults by key', () => {
  async function keyed(client?: string) {
    const { tap, ...line } = await tappedLine();
    const told: string[] = [];
    const keys = new Keys(tap, ({ en }) => told.push(en), client);
    await send(line, 'client', connect);
    await entry(tap, ({ kind }) => kind === 'packet');
    const press = (typed: string) => {
      for (const key of typed) keys.press(key);
    };
    return { tap, line, told, press };
  }

  test('p chooses the type, and a letter arms a fault for it', async () => {
    const { told, press, tap } = await keyed();
    press('lpdPPhuCcfF');
    expect(told).toEqual([
      'armed: lose the first PUBLISH',
      'the next fault is for PUBACK',
      'armed: delay the first PUBACK by 1000 ms',
      'the next fault is for PUBLISH',
      'the next fault is for CONNACK',
      'armed: hold the first CONNACK',
      'armed: duplicate the first CONNACK',
      'armed: lose the first CONNACK, then cut the connection',
      'armed: cut the connection after the first CONNACK',
      'armed: freeze the connection after the first CONNACK',
      'armed: freeze the connection before the first CONNACK',
    ]);
    expect(tap.unfired()).toHaveLength(8);
  });

  test('h holds, r releases', async () => {
    const { tap, line, told, press } = await keyed('a');
    press('ph');
    line.broker.write(puback);
    await entry(tap, (found) => found.kind === 'packet' && found.fate === 'held');
    press('r');
    expect(await receive(line.client, 4)).toEqual(puback);
    expect(told.at(-1)).toBe('released: 1');
  });

  test('z freezes, t thaws, x cuts', async () => {
    const { tap, line, press } = await keyed();
    press('z');
    line.client.write(pingreq);
    await entry(tap, () => packetsOf(tap.entries).length === 2);
    press('t');
    expect(await receive(line.broker, 2)).toEqual(pingreq);
    press('x');
    await entry(tap, isEvent('cut'));
    expect(eventsOf(tap.entries)).toEqual(['opened', 'frozen', 'thawed', 'cut']);
  });

  test('another client is left alone', async () => {
    const { tap, told, press } = await keyed('b');
    press('x');
    expect(told).toEqual(['no client is connected']);
    expect(eventsOf(tap.entries)).toEqual(['opened']);
  });
});
