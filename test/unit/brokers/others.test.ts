import { connectAsync } from 'mqtt';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { OwnBroker } from '../../../harness/brokers/broker.ts';
import { openBroker, parseBroker } from '../../../harness/brokers/index.ts';
import type { Setup } from '../../../harness/brokers/setup/setup.ts';

async function opener() {
  const broker = await openBroker(parseBroker('embedded'));
  onTestFinished(() => broker.stop());
  const another = async (setup: Setup): Promise<OwnBroker> => {
    if (broker.another === undefined) throw new TypeError('the embedded broker has others of its kind');
    return broker.another(setup);
  };
  return { broker, another };
}

const reachable = async ({ endpoints: { mqtt = '' } }: Pick<OwnBroker, 'endpoints'>): Promise<boolean> => {
  try {
    await (await connectAsync(mqtt, { reconnectPeriod: 0, keepalive: 10 })).endAsync();
    return true;
  } catch {
    return false;
  }
};

const limited: Setup = { maximumKeepAlive: 30 };

describe('further brokers of a kind', () => {
  it('are shared by who wants the same, and outlive whoever stops using one', async () => {
    const { another } = await opener();
    const [first, second, third] = await Promise.all([
      another(limited),
      another({ ...limited }),
      another({ maximumKeepAlive: 31 }),
    ]);
    expect(second.endpoints).toEqual(first.endpoints);
    expect(third.endpoints).not.toEqual(first.endpoints);
    await first.stop();
    expect(await reachable(second)).toBe(true);
  });

  it('are restarted once for all who use them, when each has asked for it or has left', async () => {
    const { another } = await opener();
    const [first, second, third] = await Promise.all(
      Array.from({ length: 3 }, () => another({ persistence: true })),
    );
    if (first === undefined || second === undefined || third === undefined)
      throw new TypeError('there are three');
    expect(second.endpoints).toEqual(first.endpoints);
    const client = await connectAsync(first.endpoints.mqtt ?? '', { reconnectPeriod: 0 });
    const cutOff = new Promise<void>((resolve) => client.once('close', resolve));
    const order: string[] = [];
    const restarted = [first.restart(), second.restart()].map((asked) =>
      asked.then(() => order.push('restarted')),
    );
    // It keeps running for the third, which has not asked for a restart.
    await client.publishAsync('a', 'b', { qos: 1 });
    order.push('still there');
    await third.stop();
    await Promise.all([...restarted, cutOff]);
    expect(order).toEqual(['still there', 'restarted', 'restarted']);
    // Who has been served counts again: one that comes now waits for it to leave.
    await first.stop();
    const late = await another({ persistence: true });
    expect(late.endpoints).toEqual(first.endpoints);
    const again = late.restart();
    await second.stop();
    await again;
  });

  it('end with the first of their kind, those in use too', async () => {
    const { broker, another } = await opener();
    const own = await Promise.all([another(limited), another({ persistence: true })]);
    await broker.stop();
    expect(await Promise.all(own.map(reachable))).toEqual([false, false]);
    await expect(another({ maximumKeepAlive: 32 })).rejects.toThrow();
  });

  it('forget at a restart what they were not told to keep', async () => {
    const { another } = await opener();
    for (const [setup, kept] of [
      [{}, false],
      [{ persistence: true }, true],
    ] as const) {
      const own = await another(setup);
      const before = await connectAsync(own.endpoints.mqtt ?? '', { reconnectPeriod: 0 });
      await before.publishAsync('a', 'kept', { qos: 1, retain: true });
      await own.restart();
      const after = await connectAsync(own.endpoints.mqtt ?? '', { protocolVersion: 5 });
      onTestFinished(() => after.endAsync());
      const seen: string[] = [];
      after.on('message', (_topic, payload) => void seen.push(payload.toString()));
      await after.subscribeAsync('a');
      await after.publishAsync('a', 'fence');
      await expect.poll(() => seen.includes('fence')).toBe(true);
      expect(seen.includes('kept')).toBe(kept);
    }
  });
});
