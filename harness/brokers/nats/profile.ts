import type { Profile } from '../limits/profile.ts';

/** What nats-server lacks. MQTT 5 is not listed, because nats-server refuses it on the wire. */
export const nats: readonly Profile[] = [
  {
    broker: 'nats',
    before: '2.10.0',
    lacks: [
      {
        need: 'qos2',
        says: {
          en: 'nats-server has QoS 2 from 2.10 on',
          ja: 'nats-server が QoS 2 に対応したのは 2.10 から',
        },
        source: 'https://github.com/nats-io/nats-server/releases/tag/v2.10.0',
      },
    ],
  },
  {
    broker: 'nats',
    lacks: [
      {
        claims: ['filters.space'],
        says: {
          en: 'nats-server turns topics into subjects and refuses those with a space in them',
          ja: 'nats-server はトピックをサブジェクトに変換するため、空白を含むトピックを拒否する',
        },
        source: 'https://docs.nats.io/learn/mqtt/where-next',
      },
    ],
  },
];
