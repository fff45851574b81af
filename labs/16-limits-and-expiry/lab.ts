/**
 * Lab 16: limits and expiry.
 *
 * In MQTT 5, both sides can set limits (size and number of messages) and expiry times, and every answer can have a reason. 3.1.1
 * has none of this: a client gets every message, a retained message stays for ever, and a refusal is silence or a closed
 * connection. At work: a small device that gets large messages, a slow consumer, a value that is soon out of date.
 */
import { defineLab, runDirectly } from '../../harness/lab/index.ts';
import { threeClocks } from './clocks.ts';
import { inFlight, tooLarge, topicAlias, withoutLimits } from './limits.ts';
import { reasonCodes } from './reasons.ts';

const lab = defineLab({
  id: '16-limits-and-expiry',
  title: { en: 'Limits and expiry', ja: '上限と有効期限' },
  minutes: 15,
  aboutTime: [5],
  lanes: [
    'publisher',
    'thrifty',
    'sleeper',
    'broker',
    'slow',
    'fast',
    'small',
    'large',
    'reader',
    'curious #1',
    'curious #2',
    'late',
  ],
  claims: {
    'limit.receive-maximum': {
      says: {
        en: 'A client gets no more unanswered messages than its Receive Maximum; the rest waits, and comes in order',
        ja: '応答していないメッセージは Receive Maximum までしか届かない。残りは待ち、順番どおりに届く',
      },
      statements: { 5: ['MQTT-3.3.4-9', 'MQTT-4.9.0-2', 'MQTT-4.6.0-6'] },
    },
    'limit.packet-size': {
      says: {
        en: 'A message larger than a client’s Maximum Packet Size does not reach it, and reaches the others',
        ja: 'Maximum Packet Size より大きなメッセージは、そのクライアントには届かず、ほかには届く',
      },
      statements: { 5: ['MQTT-3.1.2-24', 'MQTT-3.1.2-25'] },
    },
    'limit.none': {
      says: {
        en: 'Under 3.1.1 a subscriber cannot name a limit: the large message comes',
        ja: '3.1.1 では、購読者が上限を伝えられない。大きなメッセージも届く',
      },
      statements: { 4: ['MQTT-4.5.0-1'] },
    },
    'limit.topic-alias': {
      says: {
        en: 'A message without a topic name arrives under the topic that its alias stands for',
        ja: 'トピック名のないメッセージも、エイリアスの指すトピックに届く',
      },
      statements: { 5: ['MQTT-3.3.2-12'] },
    },
    'told.unsuback': {
      says: {
        en: 'UNSUBACK says that there was no such subscription: 0x11',
        ja: 'そのような購読はなかった、と UNSUBACK の 0x11 で分かる',
      },
      statements: { 5: ['MQTT-3.11.3-2'] },
    },
    'aging.gone': {
      says: {
        en: 'A retained message that has expired is not found any more',
        ja: '有効期限の切れた retain メッセージは、もう届かない',
      },
      statements: { 5: ['MQTT-3.3.2-5'] },
      needs: ['retain'],
    },
    'aging.time-left': {
      says: {
        en: 'A late subscriber gets the time that the message has left, not the time it was given',
        ja: 'あとから購読すると、付けられた期限ではなく、残り時間が届く',
      },
      statements: { 5: ['MQTT-3.3.2-6'] },
      needs: ['retain'],
    },
    'aging.session': {
      says: {
        en: 'A message that waits in a session goes with the session, however long its own expiry',
        ja: 'セッションで待つメッセージは、自分の期限が残っていても、セッションとともに消える',
      },
      statements: { 5: ['MQTT-3.1.2-23', 'MQTT-4.1.0-2'] },
    },
  },

  async run(lab) {
    const publisher = await lab.connect('publisher');
    if (lab.protocolVersion === 4) {
      await lab.step(
        {
          en: 'A subscriber that can take little, under 3.1.1',
          ja: '3.1.1 で、少ししか受け取れない購読者',
          question: { en: 'How does it say so?', ja: 'それを、どう伝える?' },
        },
        () => withoutLimits(lab, publisher),
      );
      return;
    }

    await lab.step(
      {
        en: 'A subscriber that is slow to answer',
        ja: '応答の遅い購読者',
        question: { en: 'How many messages come before it answers?', ja: '応答しないうちに、何通届く?' },
      },
      () => inFlight(lab, publisher),
    );
    await lab.step(
      {
        en: 'A message that is too large for one of two',
        ja: '2 人のうち 1 人には、大きすぎるメッセージ',
        question: { en: 'Is the publisher told?', ja: '送った側は、知らされる?' },
      },
      () => tooLarge(lab, publisher),
    );
    await lab.step(
      {
        en: 'A number for a long topic',
        ja: '長いトピックの代わりの番号',
        question: { en: 'What does the subscriber see?', ja: '購読者には、どう見える?' },
      },
      () => topicAlias(lab),
    );
    await lab.step(
      {
        en: 'Answers that say why',
        ja: '理由を伝える応答',
        question: { en: 'What does “success” mean?', ja: '「成功」とは、何が成功した?' },
      },
      () => reasonCodes(lab),
    );
    await lab.step(
      {
        en: 'Three clocks: two retained messages, and a session',
        ja: '3 つの時計。2 つの retain メッセージと、1 つのセッション',
        question: { en: 'What is left after three seconds?', ja: '3 秒後に、何が残っている?' },
      },
      () => threeClocks(lab, publisher),
    );
  },
});

export default lab;
await runDirectly(import.meta.url, lab);
