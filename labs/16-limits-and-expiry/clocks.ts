import type { MqttClient } from 'mqtt';
import { between, type Lab } from '../../harness/lab/index.ts';

/** Longer than an expiry of one second, also on brokers that count whole seconds and check now and then. */
const PASSED_MS = 3_200;
/** The rest of a minute after that time, in seconds, with any rounding; always less than the whole minute. */
const LEFT = between(50, 59, 's');

/** Retained messages that expire after a minute and after a second, and a session that expires after a second. */
export async function threeClocks(
  lab: Lab<'aging.gone' | 'aging.time-left' | 'aging.session'>,
  publisher: MqttClient,
): Promise<void> {
  const post = lab.topic('post');
  const leaving = { clean: false, properties: { sessionExpiryInterval: 1 } };
  const sleeper = await lab.connect('sleeper', leaving);
  await sleeper.subscribeAsync(post, { qos: 1 });
  await sleeper.endAsync();

  //#region expiry
  const minute = { qos: 1, properties: { messageExpiryInterval: 60 } } as const;
  const second = { qos: 1, properties: { messageExpiryInterval: 1 } } as const;
  await publisher.publishAsync(post, 'letter', minute);
  await publisher.publishAsync(lab.topic('weather'), 'sunny', { ...minute, retain: true });
  await publisher.publishAsync(lab.topic('door'), 'open', { ...second, retain: true });
  //#endregion
  await lab.letPass(PASSED_MS, { en: 'what lasts a second', ja: '1 秒しかもたないもの' });

  const late = await lab.connect('late');
  for (const topic of ['weather', 'door']) await late.subscribeAsync(lab.topic(topic), { qos: 1 });
  const found = await lab.retainedFence(lab.inbox(late), late, publisher);
  await lab.claim(
    'aging.gone',
    ['sunny'],
    found.map(({ payload }) => payload),
  );
  const sunny = lab.trace.to('late').of('PUBLISH').carrying('sunny').first();
  const left = sunny?.fields.properties?.messageExpiryInterval;
  await lab.claim('aging.time-left', LEFT, left);
  lab.note({
    en: `Published with 60 s, received with ${left} s.`,
    ja: `60 秒で送られ、残り ${left} 秒で届きました。`,
  });

  const back = await lab.connect('sleeper', leaving);
  await back.subscribeAsync(post, { qos: 1 });
  const { sessionPresent } = lab.connack(back);
  const waited = await lab.fence(lab.inbox(back), publisher, post, 1);
  await lab.claim('aging.session', { sessionPresent: false, waited: [] }, { sessionPresent, waited });
}
