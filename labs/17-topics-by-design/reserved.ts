import type { Lab } from '../../harness/lab/index.ts';

/** Reserved topics. Only on a broker that we started: other brokers may close a connection that publishes to a topic with $. */
export async function dollar(lab: Lab<'topics.dollar'>): Promise<void> {
  if (!lab.setsUpBrokers) return;
  await lab.step(
    {
      en: 'Topics that begin with $',
      ja: '$ で始まるトピック',
      question: { en: 'Does a wildcard match them too?', ja: 'ワイルドカードは、これにも一致する?' },
    },
    async () => {
      const own = await lab.brokerWith({});
      const topic = (first: string) => lab.topic('status').replace(/^[^/]+/, first);
      //#region dollar
      const watcher = await own.connect('watcher');
      await watcher.subscribeAsync(topic('+'));
      const publisher = await own.connect('publisher');
      await publisher.publishAsync(topic('$internal'), 'hidden');
      await publisher.publishAsync(topic('public'), 'seen');
      //#endregion
      await lab.claim('topics.dollar', ['seen'], async () => {
        const messages = await lab.fence(lab.inbox(watcher), publisher, topic('public'), 0);
        return messages.map(({ payload }) => payload);
      });
    },
  );
}
