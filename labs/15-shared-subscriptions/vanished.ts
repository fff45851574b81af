import type { Lab } from '../../harness/lab/index.ts';
import type { Workers } from './workers.ts';

/** The session stays, so the message stays in it: no second worker may do the same job. */
export async function atQoS2(lab: Lab<'workers.qos2-stays'>, workers: Workers): Promise<void> {
  const filter = `$share/workers/${lab.topic('heavy')}`;
  const session = { clean: false, reconnectPeriod: 10, properties: { sessionExpiryInterval: 60 } };
  const first = await workers.join('first', filter, 2, session);
  //#region cut-off
  const loss = lab.network.lose('PUBREC').from('first');
  await workers.publisher.publishAsync(lab.topic('heavy'), 'once', { qos: 2 });
  await loss.fired;
  const second = await workers.join('second', filter, 2);
  lab.network.cutNow('first');
  //#endregion
  await lab.claim('workers.qos2-stays', { first: 'once', second: [] }, async () => ({
    first: (await lab.inbox(first.client).next()).payload,
    second: await workers.cameTo(second),
  }));
  for (const { client } of [first, second]) await client.endAsync();
}

/** The session ends. The broker should give the message to another worker, but is not required to. */
export async function atQoS1(lab: Lab, workers: Workers): Promise<void> {
  const filter = `$share/workers/${lab.topic('light')}`;
  const gone = await workers.join('gone', filter);
  const loss = lab.network.lose('PUBACK').from('gone');
  await workers.publisher.publishAsync(lab.topic('light'), 'at least once', { qos: 1 });
  await loss.fired;
  const second = await workers.join('second', filter);
  await gone.client.endAsync();
  // At CONNACK for the same id, the broker has ended the session before.
  await lab.connect('gone');
  const came = await workers.cameTo(second);
  lab.observe(
    'workers.qos1-passed-on',
    {
      en: 'A QoS 1 message that a worker left unanswered when its session ended goes to another worker',
      ja: '応答しないままセッションの終わったワーカーの QoS 1 メッセージが、別のワーカーに回される',
    },
    came.length > 0,
  );
}
