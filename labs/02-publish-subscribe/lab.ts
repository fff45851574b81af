/**
 * Lab 02: publish and subscribe.
 *
 * A publisher does not know the subscribers: not their addresses, not their number, not even whether there are any. They share
 * only a topic. The broker sends each message at once, so no client polls. At work: a new consumer is a new subscription, and
 * the sensor that publishes does not change.
 */
import { defineLab, runDirectly } from '../../harness/lab/index.ts';

const lab = defineLab({
  id: '02-publish-subscribe',
  title: { en: 'Publish and subscribe', ja: 'トピックで送る、受け取る' },
  lanes: ['publisher', 'broker', 'subscriber', 'elsewhere', 'one-level', 'everything'],
  claims: {
    'publish.delivered': {
      says: {
        en: 'A message is pushed to whoever subscribed to its topic, without polling',
        ja: 'メッセージは、取りに行かなくても、そのトピックの購読者に届く',
      },
      statements: { 4: ['MQTT-4.5.0-1'], 5: ['MQTT-4.5.0-1'] },
    },
    'filter.no-match': {
      says: {
        en: 'A subscriber to another topic gets nothing',
        ja: '別のトピックの購読者には、何も届かない',
      },
      statements: { 4: ['MQTT-3.3.2-3'], 5: ['MQTT-3.3.2-3'] },
    },
    'filter.single-level': {
      says: {
        en: '`+` matches exactly one level',
        ja: '`+` は、ちょうど 1 階層に一致する',
      },
      statements: { 4: ['MQTT-3.3.2-3', 'MQTT-4.5.0-1'], 5: ['MQTT-3.3.2-3', 'MQTT-4.5.0-1'] },
      needs: ['wildcard'],
    },
    'filter.multi-level': {
      says: {
        en: '`#` matches the level before it and everything below',
        ja: '`#` は、直前の階層と、その下のすべてに一致する',
      },
      statements: { 4: ['MQTT-3.3.2-3', 'MQTT-4.5.0-1'], 5: ['MQTT-3.3.2-3', 'MQTT-4.5.0-1'] },
      needs: ['wildcard'],
    },
  },

  async run(lab) {
    const door = lab.topic('office/door');
    const publisher = await lab.connect('publisher');

    const first = await lab.step(
      {
        en: 'One publishes, one subscribes; all they share is a topic',
        ja: '送る側と受け取る側。共有するのはトピックだけです',
        question: { en: 'Who gets the message?', ja: 'メッセージは、誰に届く?' },
      },
      async () => {
        //#region subscribe
        const subscriber = await lab.connect('subscriber');
        subscriber.on('message', (_topic, payload) => {
          lab.note(`received ${payload}`);
        });
        await subscriber.subscribeAsync(door);
        //#endregion
        const elsewhere = await lab.connect('elsewhere');
        await elsewhere.subscribeAsync(lab.topic('office/window'));

        //#region publish
        await publisher.publishAsync(door, 'open');
        //#endregion
        await lab.claim('publish.delivered', { topic: 'office/door', payload: 'open' }, () =>
          lab.inbox(subscriber).next(),
        );
        await lab.claim('filter.no-match', [], () =>
          lab.fence(lab.inbox(elsewhere), publisher, lab.topic('office/window'), 0),
        );
        return subscriber;
      },
    );

    await lab.step(
      {
        en: 'Wildcards: + for one level, # for all the rest',
        ja: 'ワイルドカード: + は 1 階層、# はその先すべて',
        question: { en: 'Which topics match?', ja: 'どのトピックが当てはまる?' },
      },
      async () => {
        await first.endAsync();
        //#region wildcards
        const oneLevel = await lab.connect('one-level');
        await oneLevel.subscribeAsync(lab.topic('office/+'));
        const everything = await lab.connect('everything');
        await everything.subscribeAsync(lab.topic('office/#'));
        //#endregion
        for (const topic of ['office', 'office/door', 'office/room1/temperature', 'home/door']) {
          await publisher.publishAsync(lab.topic(topic), 'hello');
        }
        const topicsOf = async (client: typeof publisher) => {
          const messages = await lab.fence(lab.inbox(client), publisher, door, 0);
          return messages.map((message) => message.topic);
        };
        await lab.claim('filter.single-level', ['office/door'], () => topicsOf(oneLevel));
        await lab.claim('filter.multi-level', ['office', 'office/door', 'office/room1/temperature'], () =>
          topicsOf(everything),
        );
      },
    );
  },
});

export default lab;
await runDirectly(import.meta.url, lab);
