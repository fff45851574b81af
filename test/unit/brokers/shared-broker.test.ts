import { describe, expect, it, onTestFinished } from 'vitest';
import { openEmbedded } from '../../../harness/brokers/embedded/embedded.ts';
import { SharedBroker } from '../../../harness/brokers/pool/shared-broker.ts';

async function shared(restart: () => Promise<undefined>) {
  const broker = await openEmbedded();
  onTestFinished(() => broker.stop());
  return new SharedBroker({ ...broker, restart });
}

async function joined(broker: SharedBroker) {
  const user = await broker.join();
  if (user === undefined) throw new TypeError('it is not lost');
  return user;
}

describe('a broker that is shared', () => {
  it('lets nobody join while it is restarted', async () => {
    const back = Promise.withResolvers<undefined>();
    const broker = await shared(() => back.promise);
    const user = await joined(broker);
    const restarted = user.restart();
    const order: string[] = [];
    const late = joined(broker).then(() => order.push('joined'));
    order.push('restarting');
    back.resolve(undefined);
    await Promise.all([restarted, late]);
    expect(order).toEqual(['restarting', 'joined']);
  });

  it('is lost to all where it does not come back', async () => {
    const broker = await shared(() => Promise.reject(new Error('gone')));
    const [one, other] = [await joined(broker), await joined(broker)];
    const asked = [one.restart(), other.restart()];
    await Promise.all(asked.map((restarted) => expect(restarted).rejects.toThrow('gone')));
    expect(await broker.join()).toBeUndefined();
  });

  it('does not wait for one who has left, nor count what that one asked for', async () => {
    let restarts = 0;
    const broker = await shared(async () => {
      restarts++;
      return undefined;
    });
    const [one, other, third] = [await joined(broker), await joined(broker), await joined(broker)];
    const abandoned = one.restart();
    await one.stop();
    const asked = other.restart();
    expect(restarts).toBe(0);
    await third.stop();
    await asked;
    expect(restarts).toBe(1);
    expect(await Promise.race([abandoned, Promise.resolve('still waiting')])).toBe('still waiting');
  });
});
