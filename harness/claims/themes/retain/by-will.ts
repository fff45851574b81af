import type { Bench } from '../../bench.ts';
import type { Peer } from '../../peer.ts';
import type { SpecClaim } from '../../spec-claim.ts';
import { findsLate, findsNothing } from '../../steps/retained.ts';

/** Watches a client with a will on `a` whose connection drops. @returns the watcher, once the will was published */
async function watchWill(bench: Bench, retain: boolean): Promise<Peer> {
  const watcher = await bench.connect('watcher');
  await watcher.subscribe({ topic: bench.topic('a'), qos: 1 });
  const { client } = await bench.connect('mortal', {
    will: { topic: bench.topic('a'), payload: Buffer.from('gone'), qos: 1, retain },
  });
  client.destroy();
  await watcher.next();
  return watcher;
}

/** Whether a will is retained. */
export const retainByWill: readonly SpecClaim[] = [
  {
    id: 'retain.by-will',
    says: {
      en: 'A will with Will Retain is kept: a late subscriber finds it',
      ja: 'Will Retain の付いた遺言は残り、あとからの購読者に届く',
    },
    statements: { 4: ['MQTT-3.1.2-17'], 5: ['MQTT-3.1.2-15'] },
    async check(bench) {
      const watcher = await watchWill(bench, true);
      return {
        expected: [{ payload: 'gone', retain: true }],
        seen: await findsLate(bench, watcher, 'a', 1),
      };
    },
  },
  {
    id: 'retain.not-by-will',
    says: {
      en: 'A will without Will Retain is not kept: a late subscriber finds nothing',
      ja: 'Will Retain のない遺言は残らず、あとからの購読者には何も届かない',
    },
    statements: { 4: ['MQTT-3.1.2-16'], 5: ['MQTT-3.1.2-14'] },
    async check(bench) {
      const watcher = await watchWill(bench, false);
      return { expected: [], seen: await findsNothing(bench, watcher, 'a') };
    },
  },
];
