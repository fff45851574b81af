/**
 * Lab 22: to the cloud.
 *
 * One program, at home and in the cloud. The cloud is a stand-in: the broker of this run, behind a proxy that enforces what AWS
 * documents about IoT Core. First a program that keeps to those limits, then each of the habits that have to go. At work: "you can
 * connect with MQTT" says little, and a program that was never tried against the limits fails in silence.
 */
import { defineLab, runDirectly } from '../../harness/lab/index.ts';
import { deepTopic, dollarName, qosTwo, wildcard } from './habits.ts';
import { type Place, places } from './places.ts';
import { portable } from './portable.ts';

const lab = defineLab({
  id: '22-clouds',
  title: { en: 'To the cloud', ja: 'クラウドへ' },
  lanes: [
    'home-sensor',
    'home-display',
    'home',
    '$home',
    'broker',
    '$cloud',
    'cloud',
    'cloud-display',
    'cloud-sensor',
  ],
  claims: {
    'clouds.last-value': {
      says: {
        en: 'A filter without wildcards finds the last value, at home and in the cloud',
        ja: 'ワイルドカードのないフィルターなら、最後の値は手元でもクラウドでも見つかる',
      },
      statements: { 4: ['MQTT-3.3.1-6'], 5: ['MQTT-3.3.1-9'] },
      needs: ['retain'],
    },
    'clouds.arrives': {
      says: {
        en: 'At QoS 1 the next value arrives, at home and in the cloud',
        ja: 'QoS 1 なら、次の値は手元でもクラウドでも届く',
      },
      statements: { 4: ['MQTT-4.5.0-1', 'MQTT-4.3.2-2'], 5: ['MQTT-4.5.0-1', 'MQTT-4.3.2-4'] },
      needs: ['qos1', 'retain'],
    },
    'clouds.same-answers': {
      says: {
        en: 'Granted QoS, and QoS and retain flag of each message, are the same in both places',
        ja: '認められた QoS も、届いたメッセージの QoS と retain も、両方で同じ',
      },
      statements: { 4: ['MQTT-3.8.4-6', 'MQTT-3.3.1-9'], 5: ['MQTT-3.8.4-8', 'MQTT-3.3.1-12'] },
      needs: ['qos1', 'retain'],
    },
  },

  async run(lab) {
    const all: readonly Place[] = await places(lab);

    await lab.step(
      {
        en: 'A program that keeps to the limits',
        ja: '制限を守るプログラム',
        question: { en: 'What is different in the cloud?', ja: 'クラウドでは、何が違う?' },
      },
      () => portable(lab, all),
    );
    if (lab.isCloud) {
      lab.note({
        en: 'This broker is a cloud, or stands in for one: what it documents as impossible is not tried.',
        ja: 'このブローカーはクラウド(または代役)なので、できないと文書にあることは試しません。',
      });
      return;
    }
    await lab.step(
      {
        en: 'A message at QoS 2',
        ja: 'QoS 2 のメッセージ',
        question: { en: 'What does the publisher hear?', ja: '送った側には、何が返ってくる?' },
      },
      () => qosTwo(lab, all),
    );
    await lab.step(
      {
        en: 'The last value, by a wildcard',
        ja: '最後の値を、ワイルドカードで',
        question: { en: 'Does a late subscriber get it?', ja: 'あとから購読して、届く?' },
      },
      () => wildcard(lab, all),
    );
    await lab.step(
      {
        en: 'A topic with nine levels',
        ja: '9 階層のトピック',
        question: { en: 'What does SUBACK say?', ja: 'SUBACK は、何と言う?' },
      },
      () => deepTopic(lab, all),
    );
    // Somebody else's broker may mind.
    if (!lab.setsUpBrokers) return;
    await lab.step(
      {
        en: 'A client id that begins with $',
        ja: '$ で始まるクライアント ID',
        question: { en: 'Is the client let in?', ja: 'つながる?' },
      },
      () => dollarName(lab, all),
    );
  },
});

export default lab;
await runDirectly(import.meta.url, lab);
