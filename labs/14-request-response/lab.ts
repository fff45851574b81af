/**
 * Lab 14: request and response.
 *
 * MQTT has no requests: a question is a message, and its answer is another one. The question names the topic for its answer and
 * an id; the answer repeats the id. MQTT 5 has properties for both (Response Topic, Correlation Data), programs that use
 * 3.1.1 agree on a place in the payload. At work: commands to devices. The broker does not report that there is no responder. So
 * the requester needs a deadline, and the question needs an expiry: otherwise, the gate may open an hour later.
 */
import type { MqttClient } from 'mqtt';
import { defineLab, type Lab, oneOf, runDirectly } from '../../harness/lab/index.ts';
import { byConvention, byProperties } from './letter.ts';
import { Requester } from './requester.ts';
import { respond } from './responder.ts';

const lab = defineLab({
  id: '14-request-response',
  title: { en: 'Request and response', ja: '質問して、答えをもらう' },
  minutes: 15,
  aboutTime: [5],
  lanes: ['anna', 'ben', 'visitor', 'broker', 'thermometer', 'gatekeeper'],
  claims: {
    'reply.where-asked': {
      says: {
        en: 'The answer comes to the topic that the question names',
        ja: '答えは、質問に書かれたトピックに届く',
      },
      statements: { 4: ['MQTT-4.5.0-1'], 5: ['MQTT-3.3.2-15', 'MQTT-4.5.0-1'] },
    },
    'reply.own-only': {
      says: {
        en: 'Two ask at once, and each gets its own answers only',
        ja: '2 人が同時に尋ねても、それぞれに届くのは自分への答えだけ',
      },
      statements: { 4: ['MQTT-3.3.2-3'], 5: ['MQTT-3.3.2-3', 'MQTT-3.3.2-15'] },
    },
    'reply.which-question': {
      says: {
        en: 'The answers come in another order, and the id says which question each belongs to',
        ja: '答えの順番が入れ替わっても、どの質問への答えかは ID で分かる',
      },
      statements: { 4: ['MQTT-4.5.0-1'], 5: ['MQTT-3.3.2-16'] },
    },
    'reply.nobody-there': {
      says: {
        en: 'A question that nobody hears is acknowledged like any other',
        ja: '誰も購読していない質問にも、ふつうに PUBACK が返る',
      },
      statements: { 4: ['MQTT-3.3.4-1', 'MQTT-4.3.2-2'], 5: ['MQTT-3.3.4-1', 'MQTT-3.4.2-1'] },
    },
    'reply.too-late': {
      says: {
        en: 'A question waits for a responder that is away; its answer comes when nobody waits for it',
        ja: '答える側が留守なら質問は待たされ、答えが届くころには、もう誰も待っていない',
      },
      statements: { 4: ['MQTT-3.1.2-5', 'MQTT-4.5.0-1'], 5: ['MQTT-3.1.2-5', 'MQTT-4.5.0-1'] },
    },
    'reply.expired': {
      says: {
        en: 'A question that has expired does not reach the responder',
        ja: '有効期限の切れた質問は、答える側に届かない',
      },
      statements: { 5: ['MQTT-3.3.2-5'] },
    },
  },

  async run(lab) {
    const post = lab.protocolVersion === 5 ? byProperties : byConvention;

    /** A connected client that asks, with a topic of its own for the answers. */
    const requester = async (name: string) => {
      const client = await lab.connect(name);
      const answers = lab.topic(`answers/${name}`);
      await client.subscribeAsync(answers, { qos: 1 });
      return { client, answers, questions: new Requester(client, answers, post) };
    };
    const anna = await requester('anna');

    await lab.step(
      {
        en: 'A question, and its answer',
        ja: '質問と、その答え',
        question: {
          en: 'How does the thermometer know where to answer?',
          ja: '答えの送り先は、どうして分かる?',
        },
      },
      async () => {
        const thermometer = await lab.connect('thermometer');
        respond(thermometer, post, () => '21 °C');
        await thermometer.subscribeAsync(lab.topic('kitchen'), { qos: 1 });
        await lab.claim('reply.where-asked', '21 °C', async () => {
          //#region ask
          const asked = await anna.questions.ask(lab.topic('kitchen'), 'how warm?');
          return answered(lab, asked.answer);
          //#endregion
        });
        tellWhereItStands(lab);
        await thermometer.endAsync();
      },
    );

    await lab.step(
      {
        en: 'Two ask at once, and the last question is answered first',
        ja: '2 人が同時に尋ね、あとの質問から先に答えます',
        question: { en: 'Does each get the right answers?', ja: '正しい答えが、正しい人に届く?' },
      },
      async () => {
        const ben = await requester('ben');
        const thermometer = await lab.connect('thermometer');
        respond(thermometer, post, (question) => `${question} 21 °C`, { batch: 3 });
        await thermometer.subscribeAsync(lab.topic('cellar'), { qos: 1 });

        const annas = [
          await anna.questions.ask(lab.topic('cellar'), 'air?'),
          await anna.questions.ask(lab.topic('cellar'), 'wall?'),
        ];
        const bens = [await ben.questions.ask(lab.topic('cellar'), 'floor?')];
        const answersTo = (asked: typeof annas) =>
          Promise.all(asked.map(({ answer }) => answered(lab, answer)));
        await lab.claim('reply.which-question', ['air? 21 °C', 'wall? 21 °C'], () => answersTo(annas));
        await lab.claim('reply.own-only', { ben: ['floor? 21 °C'], toBen: 1 }, async () => ({
          ben: await answersTo(bens),
          toBen: (await lab.fence(lab.inbox(ben.client), thermometer, ben.answers, 1)).length,
        }));
      },
    );

    await lab.step(
      {
        en: 'Nobody is there',
        ja: '答える人がいません',
        question: {
          en: 'Who tells her that no answer will come?',
          ja: '答えが来ないことは、誰が教えてくれる?',
        },
      },
      async () => {
        await lab.claim('reply.nobody-there', { reasonCode: oneOf(0, 0x10, undefined) }, async () => {
          const asking = anna.questions.ask(lab.topic('attic'), 'how warm?', { within: GIVES_UP_MS });
          const asked = await lab.patience.until(asking, { en: 'PUBACK', ja: 'PUBACK' });
          await asked.answer.catch(({ message }: Error) => tellGivenUp(lab, message, GIVES_UP_MS));
          return lab.trace.to('anna').of('PUBACK').last()?.fields;
        });
      },
    );

    await lab.step(
      {
        en: 'The responder is away, and comes back',
        ja: '答える側が留守で、あとから戻ってきます',
        question: {
          en: 'Does the gate open when nobody waits any more?',
          ja: '誰も待っていないのに、門は開く?',
        },
      },
      async () => {
        await gateOpensTooLate(lab, await requester('visitor'));
      },
    );
  },
});

/** How long a requester waits, in milliseconds, where no answer is going to come. */
const GIVES_UP_MS = 250;
/** Longer than a Message Expiry Interval of one second, also on brokers that count whole seconds and check now and then. */
const EXPIRED_MS = 3_200;

/** Waits for the answer. A claim is broken if the broker loses it. */
const answered = ({ patience }: Pick<Lab, 'patience'>, answer: Promise<string>): Promise<string> =>
  patience.until(answer, { en: 'the answer', ja: '答え' });

/** A session that outlives its connection. */
const staying = ({ protocolVersion }: Pick<Lab, 'protocolVersion'>) => ({
  clean: false,
  ...(protocolVersion === 5 && { properties: { sessionExpiryInterval: 60 } }),
});

/** Shows the topic and the id of the answer. Under MQTT 3.1.1 they are in the payload. */
function tellWhereItStands(lab: Pick<Lab, 'protocolVersion' | 'trace' | 'topic' | 'note'>): void {
  const { properties = {} } = lab.trace.from('anna').of('PUBLISH').first()?.fields ?? {};
  const topic = String(properties.responseTopic).replace(lab.topic(''), '');
  const id = Buffer.from((properties.correlationData as Uint8Array | undefined) ?? []).toString();
  lab.note(
    lab.protocolVersion === 5
      ? {
          en: `The question has the properties Response Topic "${topic}" and Correlation Data "${id}".`,
          ja: `質問には、Response Topic「${topic}」と Correlation Data「${id}」というプロパティーが付いています。`,
        }
      : {
          en: 'MQTT 3.1.1 has no properties: topic and id are in the payload, where both programs agreed to look.',
          ja: 'MQTT 3.1.1 にプロパティーはありません。トピックと ID は、双方で決めておいたペイロードの中の場所に書きます。',
        },
  );
}

/** @param within in milliseconds */
function tellGivenUp(lab: Pick<Lab, 'note'>, reason: string, within: number): void {
  lab.note({
    en: `Her own clock told her, not the broker: "${reason}".`,
    ja: `教えてくれたのはブローカーではなく、自分の時計です(${within} ミリ秒待っても答えなし)。`,
  });
}

/** Two questions to a responder that is away: one never expires, the other one expires after a second. */
async function gateOpensTooLate(
  lab: Lab<'reply.too-late' | 'reply.expired'>,
  { client, questions }: { readonly client: MqttClient; readonly questions: Requester },
): Promise<void> {
  const gate = lab.topic('gate');
  const gatekeeper = await lab.connect('gatekeeper', staying(lab));
  respond(gatekeeper, lab.protocolVersion === 5 ? byProperties : byConvention, () => 'opened');
  await gatekeeper.subscribeAsync(gate, { qos: 1 });
  await gatekeeper.endAsync();

  const asked = [await questions.ask(gate, 'open', { within: GIVES_UP_MS })];
  if (lab.protocolVersion === 5) {
    //#region expiry
    asked.push(await questions.ask(gate, 'open now', { within: GIVES_UP_MS, expires: 1 }));
    //#endregion
  }
  await Promise.allSettled(asked.map(({ answer }) => answer));
  lab.note({ en: 'The visitor gives up, and leaves.', ja: '訪問者はあきらめて、立ち去ります。' });
  if (lab.protocolVersion === 5) {
    await lab.letPass(EXPIRED_MS, { en: 'a question to expire', ja: '質問の期限切れ' });
  }
  const back = lab.event(gatekeeper, 'connect');
  gatekeeper.reconnect();
  await back;
  await lab.claim('reply.too-late', ['opened'], async () => {
    await lab.inbox(client).next();
    return questions.late;
  });
  if (lab.protocolVersion === 5) {
    const opened = await lab.fence(lab.inbox(gatekeeper), client, gate, 1);
    const heard = opened.map(({ payload }) => payload);
    await lab.claim('reply.expired', ['open'], heard);
  }
}

export default lab;
await runDirectly(import.meta.url, lab);
