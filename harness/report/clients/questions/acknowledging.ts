import { isDeepStrictEqual } from 'node:util';
import type { PacketType } from '../../../protocol/packet.ts';
import { type Question, question } from './question.ts';

const MESSAGES = 20;

const inOrder = (qos: 1 | 2, answer: PacketType): Question =>
  question({
    id: `acknowledge.order-qos-${qos}`,
    says: {
      en: `${answer} for ${MESSAGES} messages that come at once`,
      ja: `一度に届いた ${MESSAGES} 通への ${answer}`,
    },
    protocolVersions: [4, 5],
    words: {
      'in order': { en: 'in the order they came', ja: '届いた順' },
      'not in order': { en: 'in another order', ja: '届いた順とは違う' },
      some: { en: 'not for each', ja: '一部にしか返さない' },
    },
    look: async (stage, client, protocolVersion) => {
      const { url, topic, clientId, trace } = stage;
      const version = protocolVersion === undefined ? {} : { protocolVersion };
      const helper = await stage.helper();
      const job = { url, topic, clientId, qos, count: MESSAGES, ...version };
      const program = stage.run(client.subscribe(job));
      await stage.first(trace.to(clientId).of('SUBACK'), program);
      const numbers = Array.from({ length: MESSAGES }, (_, index) => `${index}`);
      await Promise.all(numbers.map((number) => helper.publishAsync(topic, number, { qos })));
      const answers = trace.from(clientId).of(answer);
      await Promise.race([trace.next(() => answers.count >= MESSAGES), stage.window(5_000, program)]);
      // A program that ends with the last message may have sent more than was read so far.
      await stage.readToEnd(program);
      const ids = (packets: Iterable<{ fields: { messageId?: number } }>) =>
        Array.from(packets, ({ fields }) => fields.messageId);
      if (answers.count < MESSAGES) return 'some';
      const sent = ids(trace.to(clientId).of('PUBLISH'));
      return isDeepStrictEqual(ids(answers), sent) ? 'in order' : 'not in order';
    },
  });

export const acknowledging: readonly Question[] = [inOrder(1, 'PUBACK'), inOrder(2, 'PUBREC')];
