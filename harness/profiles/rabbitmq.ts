import type { Profile } from './profile.ts';

const DOCUMENTATION = 'https://www.rabbitmq.com/docs/mqtt';

/** RabbitMQ's MQTT plugin. */
export const rabbitmq: Profile = {
  broker: 'rabbitmq',
  lacks: [
    {
      need: 'qos2',
      says: {
        en: 'RabbitMQ does not support QoS 2: it grants QoS 1',
        ja: 'RabbitMQ は QoS 2 に対応せず、QoS 1 を許可する',
      },
      source: `${DOCUMENTATION}#features`,
    },
    {
      claims: ['retain.wildcard'],
      says: {
        en: 'RabbitMQ does not find retained messages by filters with wildcards',
        ja: 'RabbitMQ はワイルドカードを含むフィルターでは retain されたメッセージを届けない',
      },
      source: `${DOCUMENTATION}#retained`,
    },
  ],
};
