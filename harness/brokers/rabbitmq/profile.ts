import type { Profile } from '../limits/profile.ts';

/** The pages of RabbitMQ's documentation about its MQTT plugin. */
export const rabbitmqDocumentation = {
  current: 'https://www.rabbitmq.com/docs/mqtt',
  /** The page for these versions is no longer on the website, but still in its repository. */
  before312:
    'https://github.com/rabbitmq/rabbitmq-website/blob/8f640f217a25326c37880eb6ec9f847eac71b29a/site/mqtt.md',
} as const;

/** What RabbitMQ's MQTT plugin lacks. */
export const rabbitmq: readonly Profile[] = [
  {
    broker: 'rabbitmq',
    lacks: [
      {
        need: 'qos2',
        says: {
          en: 'RabbitMQ does not support QoS 2: it grants QoS 1',
          ja: 'RabbitMQ は QoS 2 に対応せず、QoS 1 を認める',
        },
        source: `${rabbitmqDocumentation.current}#features`,
      },
      {
        claims: ['retain.wildcard'],
        says: {
          en: 'RabbitMQ does not find retained messages for filters with wildcards',
          ja: 'RabbitMQ はワイルドカードを含むフィルターには retain メッセージを届けない',
        },
        source: `${rabbitmqDocumentation.current}#retained`,
      },
    ],
  },
  {
    broker: 'rabbitmq',
    before: '3.12.0',
    lacks: [
      {
        claims: ['connect.session-present'],
        says: {
          en: 'RabbitMQ ends QoS 0 subscriptions with the connection, even those of a session that is kept',
          ja: 'RabbitMQ では、残るセッションのものでも、QoS 0 の購読は接続とともに終わる',
        },
        source: `${rabbitmqDocumentation.before312}#durability`,
      },
    ],
  },
];
