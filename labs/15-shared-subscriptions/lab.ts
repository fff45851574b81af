/**
 * Lab 15: shared subscriptions.
 *
 * Ordinary subscribers each get every message. Workers share a subscription instead: they subscribe to `$share/GROUP/FILTER`, and
 * each message goes to one of the group. It is part of MQTT 5; under 3.1.1 some brokers have it as an extension. At work: a second
 * worker because one is too slow, and what that does to the order, to retained messages, and to a job whose worker fails.
 */
import { defineLab, type Lab, runDirectly } from '../../harness/lab/index.ts';
import { atQoS1, atQoS2 } from './vanished.ts';
import { six, Workers } from './workers.ts';

const lab = defineLab({
  id: '15-shared-subscriptions',
  title: { en: 'Shared subscriptions', ja: '共有サブスクリプション' },
  lanes: ['publisher', 'broker', 'left', 'right', 'archive', 'monitor', 'late', 'first', 'second', 'gone'],
  claims: {
    'workers.all-get-all': {
      says: {
        en: 'Two ordinary subscribers each get every message: no work is shared',
        ja: 'ふつうに購読した 2 人には、どちらにも全部が届く。仕事は分担されない',
      },
      statements: { 4: ['MQTT-4.5.0-1'], 5: ['MQTT-4.5.0-1'] },
    },
    'workers.by-topic': {
      says: {
        en: 'A topic for each worker shares the work on any broker, and keeps the order of each topic',
        ja: 'ワーカーごとにトピックを分ければ、どのブローカーでも分担でき、トピックごとの順番も保たれる',
      },
      statements: { 4: ['MQTT-3.3.2-3', 'MQTT-4.6.0-6'], 5: ['MQTT-3.3.2-3', 'MQTT-4.6.0-6'] },
    },
    'workers.one-of-group': {
      says: {
        en: 'Each message goes to one worker of the group',
        ja: 'どのメッセージも、グループのうち 1 人だけに届く',
      },
      statements: { 5: ['MQTT-4.8.2-1', 'MQTT-3.8.4-8'] },
      needs: ['shared'],
    },
    'workers.beside-group': {
      says: {
        en: 'Another group and an ordinary subscriber get everything all the same',
        ja: '別のグループにも、ふつうの購読者にも、変わらず全部が届く',
      },
      statements: { 5: ['MQTT-4.8.2-1', 'MQTT-4.8.2-2', 'MQTT-4.5.0-1'] },
      needs: ['shared'],
    },
    'workers.no-retained': {
      says: {
        en: 'A worker that joins does not get the retained message',
        ja: 'あとから加わったワーカーに、retain メッセージは届かない',
      },
      // The sentence in section 4.8.2 has no number.
      statements: { 5: ['MQTT-4.8.2-1'] },
      needs: ['shared', 'retain'],
    },
    'workers.qos2-stays': {
      says: {
        en: 'A QoS 2 message whose worker is cut off waits for that worker, and goes to nobody else',
        ja: '処理中に接続の切れたワーカーの QoS 2 メッセージは、本人が戻るのを待ち、ほかの誰にも渡らない',
      },
      statements: { 5: ['MQTT-4.8.2-4'] },
      needs: ['shared', 'qos2'],
    },
  },

  async run(lab) {
    const workers = new Workers(lab, await lab.connect('publisher'));

    await lab.step(
      {
        en: 'Two ordinary subscribers',
        ja: 'ふつうの購読者が 2 人',
        question: { en: 'Does each of them do half of the work?', ja: '仕事は、半分ずつになる?' },
      },
      async () => {
        const both = [
          await workers.join('left', lab.topic('news')),
          await workers.join('right', lab.topic('news')),
        ];
        await workers.publishSix('news');
        await lab.claim('workers.all-get-all', [six, six], () => workers.cameToAll(both, 'news', 12));
        for (const { client } of both) await client.endAsync();
      },
    );

    await lab.step(
      {
        en: 'The publisher deals: a topic for each worker',
        ja: '送る側が分けます。ワーカーごとに 1 つのトピック',
        question: { en: 'What if one of the workers is away?', ja: 'どちらかのワーカーがいなかったら?' },
      },
      async () => {
        //#region by-topic
        const left = await workers.join('left', lab.topic('jobs/left'));
        const right = await workers.join('right', lab.topic('jobs/right'));
        //#endregion
        await workers.publishSix('jobs/left', 'jobs/right');
        const halves = { left: ['1', '3', '5'], right: ['2', '4', '6'] };
        await lab.claim('workers.by-topic', halves, async () => ({
          left: (await workers.cameToAll([left], 'jobs/left', 3)).flat(),
          right: (await workers.cameToAll([right], 'jobs/right', 3)).flat(),
        }));
        for (const { client } of [left, right]) await client.endAsync();
      },
    );

    if (lab.protocolVersion === 4) {
      await lab.step(
        {
          en: 'A group, under a version that knows none',
          ja: 'グループのないバージョンで、グループを作ってみます',
          question: { en: 'Is the filter refused?', ja: 'このフィルターは、断られる?' },
        },
        async () => {
          await underMqtt311(lab, workers);
        },
      );
    } else if (lab.broker.capabilities.sharedSubscriptionAvailable) {
      await inGroups(lab, workers);
    } else {
      lab.note({
        en: 'This broker has no shared subscriptions: its CONNACK says so. The other steps are left out; Mosquitto has them (--broker mosquitto).',
        ja: 'このブローカーに共有サブスクリプションはない、と CONNACK にあります。残りのステップは省きます。Mosquitto なら見られます(--broker mosquitto)。',
      });
    }
  },
});

/** Six jobs for a group of two. The broker may share, refuse the filter, or treat it as an ordinary filter. */
async function underMqtt311(lab: Lab, workers: Workers): Promise<void> {
  const filter = `$share/workers/${lab.topic('jobs')}`;
  const joining = async () => [await workers.join('left', filter), await workers.join('right', filter)];
  const both = await joining().catch(() => []);
  await workers.publishSix('jobs');
  const came = await Promise.all(both.map((worker) => workers.cameTo(worker)));
  lab.observe(
    'workers.under-3.1.1',
    {
      en: 'Of six messages, how many come to the two that subscribe to $share/workers/…',
      ja: '$share/workers/… を購読した 2 人に、6 通のうち何通ずつ届くか',
    },
    both.length === 0 ? '–' : came.map(({ length }) => length).join(' + '),
  );
  lab.note({
    en: 'MQTT 3.1.1 has no shared subscriptions. Some brokers share all the same. To others, $share is a level like any other: nothing matches, and nothing says so.',
    ja: 'MQTT 3.1.1 に共有サブスクリプションはありません。それでも分担させるブローカーがあります。ほかのブローカーにとって $share はただの階層名で、何も一致せず、それを知らせるものもありません。',
  });
}

async function inGroups(lab: Lab<Shared>, workers: Workers): Promise<void> {
  await lab.step(
    {
      en: 'A group of two, another group, and an ordinary subscriber',
      ja: '2 人のグループと、別のグループと、ふつうの購読者',
      question: { en: 'Who gets what?', ja: '誰に、何が届く?' },
    },
    async () => {
      //#region group
      const left = await workers.join('left', `$share/workers/${lab.topic('jobs')}`);
      const right = await workers.join('right', `$share/workers/${lab.topic('jobs')}`);
      //#endregion
      const archive = await workers.join('archive', `$share/archive/${lab.topic('jobs')}`);
      const monitor = await workers.join('monitor', lab.topic('jobs'));
      await workers.publishSix('jobs');
      const group = async () => {
        const [lefts = [], rights = []] = await workers.cameToAll([left, right], 'jobs', six.length);
        tellWhoGotWhat(lab, lefts, rights);
        return [...lefts, ...rights].sort();
      };
      await lab.claim('workers.one-of-group', six, group);
      const others = () => workers.cameToAll([archive, monitor], 'jobs', 2 * six.length);
      await lab.claim('workers.beside-group', [six, six], others);
    },
  );

  await lab.step(
    {
      en: 'A worker joins a topic that has a retained message',
      ja: 'retain メッセージのあるトピックに、ワーカーが加わります',
      question: { en: 'Does it get the last known state?', ja: '最後の状態は、届く?' },
    },
    async () => {
      await workers.publisher.publishAsync(lab.topic('plan'), 'today', { qos: 1, retain: true });
      const late = await lab.connect('late');
      await late.subscribeAsync(`$share/workers/${lab.topic('plan')}`, { qos: 1 });
      await lab.claim('workers.no-retained', [], async () => {
        const found = await lab.retainedFence(lab.inbox(late), late, workers.publisher);
        return found.map(({ payload }) => payload);
      });
    },
  );

  await lab.step(
    {
      en: 'A worker vanishes before it has answered',
      ja: '応答する前に、ワーカーがいなくなります',
      question: { en: 'Who does its job?', ja: 'その仕事は、誰がする?' },
    },
    async () => {
      await atQoS2(lab, workers);
      await atQoS1(lab, workers);
    },
  );
}

function tellWhoGotWhat(lab: Pick<Lab, 'note'>, lefts: readonly string[], rights: readonly string[]): void {
  const [left, right] = [lefts, rights].map((jobs) => jobs.join(', ') || '-');
  lab.note({
    en: `left got ${left}, right got ${right}. Which of them finishes first decides the order: there is none across workers.`,
    ja: `left に届いたのは ${left}、right に届いたのは ${right}。処理の順番は、どちらが先に終わるかで決まります。ワーカーをまたいだ順番はありません。`,
  });
}

type Shared = 'workers.one-of-group' | 'workers.beside-group' | 'workers.no-retained' | 'workers.qos2-stays';

export default lab;
await runDirectly(import.meta.url, lab);
