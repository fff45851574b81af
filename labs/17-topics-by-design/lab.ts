/**
 * Lab 17: topics by design.
 *
 * A topic tree is an interface: other people's programs depend on its levels for years. This lab builds a tree of
 * site, room, device and kind, and subscribes to parts of it with wildcards. It counts the cost of a subscription to everything,
 * and of a payload with every detail. At work: topics are the part of a system that is hardest to change later.
 */
import { defineLab, runDirectly } from '../../harness/lab/index.ts';
import { formats } from './formats.ts';
import { jsonOf, payloads, readings, tree } from './readings.ts';
import { dollar } from './reserved.ts';

/** The meaning of wildcards has no statement number. These statements are about delivering what matches, and nothing else. */
const byWildcard = { 4: ['MQTT-3.3.2-3', 'MQTT-4.5.0-1'], 5: ['MQTT-3.3.2-3', 'MQTT-4.5.0-1'] };
const delivered = { 4: ['MQTT-4.5.0-1'], 5: ['MQTT-4.5.0-1'] };

const lab = defineLab({
  id: '17-topics-by-design',
  title: { en: 'Topics by design', ja: 'トピックの設計' },
  minutes: 15,
  lanes: [
    'sensors',
    'publisher',
    'broker',
    'temperatures',
    'greenhouse',
    'by-name',
    'by-plus',
    'watcher',
    'everything',
    'display',
  ],
  claims: {
    'topics.by-kind': {
      says: {
        en: 'One + for each level: hq/+/+/temperature gets every temperature, hq/+/temperature gets none',
        ja: '+ は 1 階層に 1 つ: hq/+/+/temperature にはすべての温度が届き、hq/+/temperature には届かない',
      },
      statements: byWildcard,
      needs: ['wildcard'],
    },
    'topics.by-room': {
      says: {
        en: 'hq/greenhouse/# gets all devices of one room, and the level hq/greenhouse itself',
        ja: 'hq/greenhouse/# には、その部屋のすべての機器と、hq/greenhouse 自身が届く',
      },
      statements: byWildcard,
      needs: ['wildcard'],
    },
    'topics.leading-slash': {
      says: {
        en: 'A leading slash makes an empty level of its own: /door is not door',
        ja: '先頭の / は空の階層を 1 つ増やす。/door は door とは別のトピック',
      },
      statements: { 4: ['MQTT-4.7.3-4', 'MQTT-4.5.0-1'], 5: ['MQTT-4.7.3-4', 'MQTT-4.5.0-1'] },
      needs: ['wildcard'],
    },
    'topics.dollar': {
      says: {
        en: 'A filter that begins with a wildcard does not match a topic that begins with $',
        ja: 'ワイルドカードで始まるフィルターは、$ で始まるトピックに一致しない',
      },
      statements: { 4: ['MQTT-4.7.2-1'], 5: ['MQTT-4.7.2-1'] },
      needs: ['wildcard'],
      ownBroker: true,
    },
    'topics.everything-costs': {
      says: {
        en: 'A subscriber to # is sent every message; one with an exact filter only what it asked for',
        ja: '# の購読者にはすべてのメッセージが送られ、正確なフィルターの購読者には頼んだものだけが送られる',
      },
      statements: byWildcard,
      needs: ['wildcard'],
    },
    'topics.any-payload': {
      says: {
        en: 'The broker does not look inside: JSON and raw bytes arrive as they were sent',
        ja: 'ブローカーは中身を見ない。JSON も、ただのバイト列も、送ったとおりに届く',
      },
      statements: delivered,
    },
    'topics.labelled-payload': {
      says: {
        en: 'MQTT 5: content type and payload format indicator reach the subscriber unaltered',
        ja: 'MQTT 5: Content Type と Payload Format Indicator は、変わらずに購読者まで届く',
      },
      statements: { 5: ['MQTT-3.3.2-4', 'MQTT-3.3.2-20'] },
    },
    'topics.one-value': {
      says: {
        en: 'With a topic for each value, a display gets the one value it shows, and nothing else',
        ja: '値ごとにトピックを分ければ、表示に使う 1 つの値だけが届く',
      },
      statements: delivered,
    },
  },

  async run(lab) {
    const sensors = await lab.connect('sensors');
    const send = async (topic: string, payload: string | Buffer) => {
      await sensors.publishAsync(lab.topic(topic), payload);
    };

    await lab.step(
      {
        en: 'A tree of site, room, device and kind',
        ja: '拠点、部屋、機器、種類のツリー',
        question: { en: 'Which filter gets all temperatures?', ja: '温度をすべて受け取るフィルターは?' },
      },
      async () => {
        //#region tree
        const temperatures = await lab.connect('temperatures');
        await temperatures.subscribeAsync([lab.topic('hq/+/temperature'), lab.topic('hq/+/+/temperature')]);
        const greenhouse = await lab.connect('greenhouse');
        await greenhouse.subscribeAsync(lab.topic('hq/greenhouse/#'));
        //#endregion
        for (const topic of ['hq/greenhouse', ...tree]) await send(topic, '21.5');
        const topicsOf = async (client: typeof sensors, fence: string) => {
          const messages = await lab.fence(lab.inbox(client), sensors, lab.topic(fence), 0);
          return messages.map(({ topic }) => topic);
        };
        const all = tree.filter((topic) => topic.endsWith('/temperature'));
        await lab.claim('topics.by-kind', all, () => topicsOf(temperatures, all[0] ?? ''));
        const room = ['hq/greenhouse', ...tree.filter((topic) => topic.startsWith('hq/greenhouse/'))];
        await lab.claim('topics.by-room', room, () => topicsOf(greenhouse, room[0] ?? ''));
        await Promise.all([temperatures.endAsync(), greenhouse.endAsync()]);
      },
    );

    await lab.step(
      {
        en: 'A slash too many',
        ja: '余計な / が 1 つ',
        question: { en: 'Is /door the same as door?', ja: '/door と door は同じ?' },
      },
      async () => {
        //#region slash
        const byName = await lab.connect('by-name');
        await byName.subscribeAsync(lab.topic('door'));
        const byPlus = await lab.connect('by-plus');
        await byPlus.subscribeAsync(lab.topic('+/door'));
        //#endregion
        await send('/door', 'open');
        await lab.claim('topics.leading-slash', { door: [], '+/door': ['/door'] }, async () => {
          const named = await lab.fence(lab.inbox(byName), sensors, lab.topic('door'), 0);
          const matched = await lab.fence(lab.inbox(byPlus), sensors, lab.topic('/door'), 0);
          return {
            door: named.map(({ topic }) => topic),
            '+/door': matched.map(({ topic }) => topic),
          };
        });
        await Promise.all([byName.endAsync(), byPlus.endAsync()]);
      },
    );

    await dollar(lab);

    await lab.step(
      {
        en: 'Subscribe to everything, to be on the safe side',
        ja: '念のため、すべてを購読します',
        question: { en: 'What does # cost?', ja: '# には、いくらかかる?' },
      },
      async () => {
        //#region everything
        const everything = await lab.connect('everything');
        await everything.subscribeAsync(lab.topic('#'));
        const display = await lab.connect('display');
        await display.subscribeAsync(lab.topic('hq/office/sensor-2/temperature'));
        //#endregion
        for (const value of ['21.5', '21.6', '21.7']) for (const topic of tree) await send(topic, value);
        const shown = 'hq/office/sensor-2/temperature';
        const counts = { everything: 3 * tree.length, display: 3 };
        await lab.claim('topics.everything-costs', counts, async () => {
          const all = await lab.fence(lab.inbox(everything), sensors, lab.topic(shown), 0);
          const one = await lab.fence(lab.inbox(display), sensors, lab.topic(shown), 0);
          return { everything: all.length, display: one.length };
        });
        const [many, few] = [payloads(lab, 'everything'), payloads(lab, 'display')];
        lab.note({
          en: `#: ${many.count} messages, ${many.bytes} bytes. The exact filter: ${few.count} messages, ${few.bytes} bytes. And # grows with every device that anybody adds.`,
          ja: `# には ${many.count} 通、${many.bytes} バイト。正確なフィルターには ${few.count} 通、${few.bytes} バイト。しかも # のほうは、誰かが機器を足すたびに増えます。`,
        });
        await Promise.all([everything.endAsync(), display.endAsync()]);
      },
    );

    await formats(lab, sensors);

    await lab.step(
      {
        en: 'A topic for each value, or all values in one payload',
        ja: '値ごとのトピックか、全部入りのペイロードか',
        question: { en: 'What does the display receive?', ja: '表示係には、何が届く?' },
      },
      async () => {
        const published = lab.trace.from('sensors').of('PUBLISH');
        const before = published.count;
        //#region one-value
        const display = await lab.connect('display');
        await display.subscribeAsync(lab.topic('hq/greenhouse/sensor-1/temperature'));
        for (const [kind, value] of Object.entries(readings)) {
          await send(`hq/greenhouse/sensor-1/${kind}`, String(value));
        }
        await send('hq/greenhouse/sensor-1', jsonOf(readings));
        //#endregion
        const topic = lab.topic('hq/greenhouse/sensor-1/temperature');
        await lab.claim('topics.one-value', [String(readings.temperature)], async () => {
          const messages = await lab.fence(lab.inbox(display), sensors, topic, 0);
          return messages.map(({ payload }) => payload);
        });
        const sizes = published.sizes().slice(before);
        const kinds = Object.keys(readings).length;
        const apart = sizes.slice(0, kinds).reduce((sum, size) => sum + size, 0);
        lab.note({
          en: `The sensor sends ${kinds} packets of ${apart} bytes together, or 1 packet of ${sizes[kinds]} bytes.`,
          ja: `センサーが送るのは、${kinds} 通で合わせて ${apart} バイトか、1 通で ${sizes[kinds]} バイトです。`,
        });
      },
    );
  },
});

export default lab;
await runDirectly(import.meta.url, lab);
