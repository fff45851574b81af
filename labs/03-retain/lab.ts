/**
 * Lab 03: retained messages.
 *
 * A publisher can ask the broker to keep a topic's last message. Late subscribers get it at once: the last known
 * state, not a history and not a queue. At work: dashboards that show a value as soon as they open, and stale values that
 * were never cleared.
 */
import { defineLab, runDirectly } from '../../harness/lab/index.ts';

const lab = defineLab({
  id: '03-retain',
  title: { en: 'Retained messages', ja: 'retain を付けて送る、あとから来た人が受け取る' },
  asides: [5],
  lanes: ['publisher', 'broker', 'early', 'late', 'next', 'visitor', 'last', 'bridge'],
  claims: {
    'retain.established-subscriber': {
      says: {
        en: 'An existing subscriber gets the message without the retain flag',
        ja: 'すでに購読していたクライアントには、retain フラグなしで届く',
      },
      statements: { 4: ['MQTT-3.3.1-9'], 5: ['MQTT-3.3.1-12'] },
      needs: ['retain'],
    },
    'retain.late-subscriber': {
      says: {
        en: 'A late subscriber gets it at once, with the retain flag',
        ja: 'あとから購読したクライアントには、すぐに、retain フラグ付きで届く',
      },
      statements: {
        4: ['MQTT-3.3.1-5', 'MQTT-3.3.1-6', 'MQTT-3.3.1-8'],
        5: ['MQTT-3.3.1-5', 'MQTT-3.3.1-9'],
      },
      needs: ['retain'],
    },
    'retain.only-last': {
      says: {
        en: 'Only the last retained message on a topic is kept',
        ja: '残るのは、トピックごとに最後の 1 通だけ',
      },
      statements: { 4: ['MQTT-3.3.1-5', 'MQTT-3.3.1-6'], 5: ['MQTT-3.3.1-5'] },
      needs: ['retain'],
    },
    'retain.not-retained': {
      says: {
        en: 'A message without the retain flag does not replace the retained one',
        ja: 'retain なしのメッセージは、残っているメッセージを置き換えない',
      },
      statements: { 4: ['MQTT-3.3.1-12'], 5: ['MQTT-3.3.1-8'] },
    },
    'retain.cleared': {
      says: {
        en: 'An empty retained message clears it: the next subscriber gets nothing',
        ja: '空の retain メッセージで消える。次に購読したクライアントには何も届かない',
      },
      statements: { 4: ['MQTT-3.3.1-10', 'MQTT-3.3.1-11'], 5: ['MQTT-3.3.1-6', 'MQTT-3.3.1-7'] },
      needs: ['retain'],
    },
    'retain.keeps-its-flag': {
      says: {
        en: 'MQTT 5: a subscription with retain as published gets the flag as it was sent',
        ja: 'MQTT 5: retain as published を付けた購読には、送られたときのままのフラグで届く',
      },
      statements: { 5: ['MQTT-3.3.1-13'] },
      needs: ['retain'],
    },
  },

  async run(lab) {
    const door = lab.topic('office/door');
    const publisher = await lab.connect('publisher');

    /** What a new subscriber receives on the topic, up to a fence. */
    const whatFinds = async (newcomer: string) => {
      const client = await lab.connect(newcomer);
      await client.subscribeAsync(door, { qos: 1 });
      const found = await lab.retainedFence(lab.inbox(client), client, publisher);
      await client.endAsync();
      return found;
    };

    await lab.step(
      {
        en: 'Publish with retain while somebody is listening',
        ja: '購読者がいるところに、retain を付けて送ります',
        question: { en: 'Does the subscriber see that it is retained?', ja: '購読者に、retain だと分かる?' },
      },
      async () => {
        const early = await lab.connect('early');
        await early.subscribeAsync(door, { qos: 1 });
        //#region retain
        await publisher.publishAsync(door, 'open', { retain: true, qos: 1 });
        //#endregion
        await lab.claim('retain.established-subscriber', { payload: 'open', retain: false }, () =>
          lab.inbox(early).next(),
        );
        await early.endAsync();
      },
    );

    await lab.step(
      {
        en: 'Somebody subscribes after it was sent',
        ja: '送ったあとで、新しいクライアントが購読します',
        question: { en: 'Too late, or not?', ja: 'もう遅い? 間に合う?' },
      },
      async () => {
        //#region late
        const late = await lab.connect('late');
        await late.subscribeAsync(door, { qos: 1 });
        //#endregion
        await lab.claim('retain.late-subscriber', { payload: 'open', retain: true }, () =>
          lab.inbox(late).next(),
        );
      },
    );

    await lab.step(
      {
        en: 'Publish twice more: which one is kept?',
        ja: 'もう 2 回送ります。残るのはどれでしょう',
        question: { en: 'Which one is kept?', ja: '残るのは、どれ?' },
      },
      async () => {
        await publisher.publishAsync(door, 'ajar', { retain: true, qos: 1 });
        await publisher.publishAsync(door, 'closed', { retain: true, qos: 1 });
        await lab.claim('retain.only-last', [{ payload: 'closed', retain: true }], () => whatFinds('next'));
        await publisher.publishAsync(door, 'knock', { retain: false, qos: 1 });
        await lab.claim('retain.not-retained', [{ payload: 'closed', retain: true }], () =>
          whatFinds('visitor'),
        );
      },
    );

    await lab.step(
      {
        en: 'Clear it with an empty retained message',
        ja: '空の retain メッセージで消します',
        question: { en: 'What does the next subscriber get?', ja: '次の購読者には、何が届く?' },
      },
      async () => {
        //#region clear
        await publisher.publishAsync(door, '', { retain: true, qos: 1 });
        //#endregion
        await lab.claim('retain.cleared', [], () => whatFinds('last'));
      },
    );

    if (lab.protocolVersion === 5) {
      await lab.step(
        {
          en: 'A subscriber asks for the flag as it was published',
          ja: '送られたときのままのフラグを求めて、購読します',
          question: {
            en: 'Can a subscriber see the retain flag?',
            ja: '購読者に、retain フラグを見せられる?',
          },
        },
        async () => {
          //#region as-published
          const bridge = await lab.connect('bridge');
          await bridge.subscribeAsync(door, { qos: 1, rap: true });
          //#endregion
          // Takes what is still retained, if the step before did not clear it.
          await lab.retainedFence(lab.inbox(bridge), bridge, publisher);
          await publisher.publishAsync(door, 'open', { retain: true, qos: 1 });
          await publisher.publishAsync(door, 'knock', { retain: false, qos: 1 });
          await lab.claim(
            'retain.keeps-its-flag',
            [
              { payload: 'open', retain: true },
              { payload: 'knock', retain: false },
            ],
            () => lab.fence(lab.inbox(bridge), publisher, door, 1),
          );
        },
      );
    }
  },
});

export default lab;
await runDirectly(import.meta.url, lab);
