import type { Text } from '../../harness/base/text.ts';
import type { Lab } from '../../harness/lab/index.ts';
import { closed, endingOf, wordsOf } from './answers.ts';
import type { Place } from './places.ts';

/** The broker may end the connection of a client that asks for too much. */
const mayClose = { mayClose: true };

/** A message at QoS 2. The one after it, at QoS 1, is answered later: then no other answer is coming. */
export const qosTwo = (lab: Lab, places: readonly Place[]): Promise<void> =>
  compare(
    lab,
    places,
    'clouds.qos-2',
    { en: 'The answer to a PUBLISH at QoS 2', ja: 'QoS 2 の PUBLISH への返事' },
    async ({ name, connect }) => {
      if (name === 'home' && lab.broker.capabilities.maximumQoS < 2) return 'no QoS 2';
      const client = await connect(name, {}, mayClose);
      const over = closed(client);
      //#region qos-2
      const sent = client.publishAsync(lab.topic('window'), 'open', { qos: 2 });
      //#endregion
      sent.catch(() => {});
      const next = client.publishAsync(lab.topic('window'), 'next', { qos: 1 }).catch(() => {});
      await lab.patience.until(Promise.race([next, over]), { en: 'an answer', ja: '返事' });
      const answer = lab.trace.to(name).of('PUBREC', 'DISCONNECT').first();
      if (answer?.type === 'PUBREC') await sent;
      await client.endAsync(true);
      return wordsOf(answer);
    },
  );

/** The last values of the first step, asked for with a wildcard. */
export const wildcard = (lab: Lab, places: readonly Place[]): Promise<void> =>
  compare(
    lab,
    places,
    'clouds.wildcard',
    {
      en: 'The last value, for a filter with a wildcard',
      ja: 'ワイルドカードを含むフィルターに届いた最後の値',
    },
    async ({ name, connect }) => {
      const client = await connect(name);
      const inbox = lab.inbox(client);
      const filter = lab.topic(`${name}/+`);
      //#region wildcard
      await client.subscribeAsync(filter, { qos: 1 });
      //#endregion
      const messages = await lab.retainedFence(inbox, client, client);
      await client.endAsync();
      return messages[0]?.payload ?? '–';
    },
  );

/** A filter with one level more than the cloud allows. */
export const deepTopic = (lab: Lab, places: readonly Place[]): Promise<void> =>
  compare(
    lab,
    places,
    'clouds.deep-topic',
    { en: 'SUBACK for a filter of nine levels', ja: '9 階層のフィルターへの SUBACK' },
    async ({ name, connect }) => {
      const client = await connect(name, {}, mayClose);
      const levels = lab.topic('').split('/').length - 1;
      const filter = lab.topic(Array.from({ length: 9 - levels }, (_, level) => level + 1).join('/'));
      const last = lab.trace.to(name).last();
      const answer = lab.trace
        .to(name)
        .of('SUBACK')
        .next(last && { after: last });
      //#region deep
      await client.subscribeAsync(filter, { qos: 1 }).catch(() => {});
      //#endregion
      const { fields } = await answer;
      await client.endAsync(true);
      const [code = 0x80] = fields.granted ?? [];
      return code < 0x80 ? `granted qos ${code}` : `0x${code.toString(16)}`;
    },
  );

/** A client id that the cloud keeps for itself. */
export const dollarName = (lab: Lab, places: readonly Place[]): Promise<void> =>
  compare(
    lab,
    places,
    'clouds.client-id',
    { en: 'CONNECT with a client id that begins with $', ja: '$ で始まるクライアント ID での CONNECT' },
    async ({ name, connect }) => endingOf(connect(name, { clientId: `$${lab.clientId(name)}` }, mayClose)),
  );

/** Tells what came of it in each place. */
async function compare(
  lab: Lab,
  places: readonly Place[],
  id: string,
  says: Text,
  look: (place: Place) => Promise<string>,
): Promise<void> {
  const seen: string[] = [];
  for (const place of places) seen.push(`${place.name}: ${await look(place)}`);
  lab.observe(id, says, seen.join(', '));
}
