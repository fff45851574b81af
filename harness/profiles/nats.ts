import type { Profile } from './profile.ts';

/** nats-server before 2.10. MQTT 5 it refuses by itself, on the wire. */
export const nats: Profile = {
  broker: 'nats',
  versions: /^v?2\.[0-9]\./,
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
};
