/**
 * Lab 21: from MQTT 3.1.1 to 5.
 *
 * The same programs under both versions, on one broker: what changes when a program says 5 in CONNECT, and what does not. Also
 * the question that comes before: is the broker ready for 5, and for what of it? At work: clean session becomes two settings, and
 * a program that is moved without looking loses its messages in silence; refusals begin to have reasons; old and new programs share
 * topics for years.
 */
import { defineLab, runDirectly } from '../../harness/lab/index.ts';
import { farewell } from './farewell.ts';
import { mixed } from './mixed.ts';
import { ready } from './ready.ts';
import { refused } from './refused.ts';
import { sessions } from './sessions.ts';

const lab = defineLab({
  id: '21-from-3.1.1-to-5',
  title: { en: 'From MQTT 3.1.1 to 5', ja: 'MQTT 3.1.1 から 5 へ' },
  minutes: 15,
  lanes: [
    'teller',
    'old-sensor',
    'sensor',
    'visitor',
    'old-twin #1',
    'twin #1',
    'broker',
    'old-twin #2',
    'twin #2',
    'old',
    'same',
    'moved',
    'old-display',
    'display',
    'operator',
  ],
  shows: ['connections'],
  claims: {
    'ready.as-told': {
      says: {
        en: 'What CONNACK does not rule out works: QoS 2, retained messages, wildcards, shared subscriptions',
        ja: 'CONNACK がだめだと言わないもの(QoS 2、retain、ワイルドカード、共有購読)は、使える',
      },
      statements: { 5: ['MQTT-3.2.2-9', 'MQTT-3.3.1-5'] },
    },
    'ready.silent': {
      says: {
        en: 'Under 3.1.1, CONNACK says yes or no, and nothing of what the broker can do',
        ja: '3.1.1 の CONNACK にあるのは「はい」か「いいえ」だけで、ブローカーに何ができるかは分からない',
      },
      statements: { 4: ['MQTT-3.2.0-1', 'MQTT-3.2.2-1'] },
    },
    'move.session-lost': {
      says: {
        en: 'The same program, with 5 in CONNECT and clean: false as before: its session ends with its connection',
        ja: '同じプログラムを CONNECT だけ 5 にすると、clean: false のままでも、切断とともにセッションが終わる',
      },
      statements: { 5: ['MQTT-4.1.0-2', 'MQTT-3.2.2-3'] },
    },
    'move.session-kept': {
      says: {
        en: 'The session stays: in 3.1.1 by clean: false, in 5 only with a Session Expiry Interval besides',
        ja: 'セッションが残る条件: 3.1.1 では clean: false、5 ではそれに加えて Session Expiry Interval',
      },
      statements: { 4: ['MQTT-3.1.2-4', 'MQTT-3.2.2-2'], 5: ['MQTT-3.1.2-23', 'MQTT-3.2.2-3'] },
    },
    'move.refused': {
      says: {
        en: 'A refused message reaches nobody. PUBACK of 3.1.1 cannot say so; PUBACK of 5 has a reason code for it',
        ja: '断られたメッセージは誰にも届かない。それを 3.1.1 の PUBACK は伝えられず、5 の PUBACK には理由コードがある',
      },
      statements: { 4: ['MQTT-3.3.5-2'], 5: ['MQTT-3.4.2-1'] },
      ownBroker: true,
    },
    'move.farewell': {
      says: {
        en: 'A broker that ends a connection just closes it under 3.1.1; under 5 it can say why before, in DISCONNECT',
        ja: 'ブローカーからの切断は、3.1.1 ではただ閉じられるだけ。5 では、その前に DISCONNECT で理由を伝えられる',
      },
      statements: { 4: ['MQTT-3.1.4-2'], 5: ['MQTT-3.1.4-3'] },
    },
    'mixed.arrives': {
      says: {
        en: 'Old and new programs on one topic: the message arrives, whichever version its publisher speaks',
        ja: '新旧のプログラムが同じトピックを使っても、メッセージは届く。送る側がどちらのバージョンでもよい',
      },
      statements: { 4: ['MQTT-4.5.0-1'], 5: ['MQTT-4.5.0-1'] },
    },
    'mixed.properties': {
      says: {
        en: 'Content type and user properties reach the new subscriber; the old one gets the message without them',
        ja: 'Content Type と User Property は新しい購読者に届き、古い購読者にはそれらのないメッセージが届く',
      },
      statements: { 5: ['MQTT-3.3.2-17', 'MQTT-3.3.2-20'] },
    },
  },

  async run(lab) {
    await lab.step(
      {
        en: 'Is the broker ready?',
        ja: 'ブローカーの準備はできている?',
        question: { en: 'How do you find out what it can do?', ja: '何ができるかは、どうすれば分かる?' },
      },
      () => ready(lab),
    );
    const teller = await lab.connect('teller');
    await lab.step(
      {
        en: 'The same program under both versions, away for a message',
        ja: '同じプログラムを両方のバージョンで。留守のあいだに 1 通',
        question: { en: 'For whom does the broker keep it?', ja: 'ブローカーは、誰のために取っておく?' },
      },
      () => sessions(lab, teller),
    );
    if (lab.setsUpBrokers) {
      await lab.step(
        {
          en: 'A message that is not allowed',
          ja: '許されていないメッセージ',
          question: { en: 'How does its publisher find out?', ja: '送った側は、どうやって知る?' },
        },
        () => refused(lab),
      );
    }
    await lab.step(
      {
        en: 'The broker ends a connection',
        ja: 'ブローカーが接続を終わらせます',
        question: { en: 'What does the program hear?', ja: 'プログラムには、何と伝わる?' },
      },
      () => farewell(lab),
    );
    await lab.step(
      {
        en: 'Old and new programs on one topic',
        ja: '新旧のプログラムが、同じトピックで',
        question: { en: 'What does the old display see of it?', ja: '古い表示には、どう届く?' },
      },
      () => mixed(lab),
    );
  },
});

export default lab;
await runDirectly(import.meta.url, lab);
