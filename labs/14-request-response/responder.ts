import type { MqttClient } from 'mqtt';
import type { Letter, Post } from './letter.ts';

/**
 * Answers each question on the topic that it names, with the question's id.
 * @param batch how many questions are awaited and then answered, the last one first
 */
export function respond(
  client: MqttClient,
  post: Post,
  answerTo: (question: string) => string,
  { batch = 1 } = {},
): void {
  const open: Letter[] = [];
  client.on('message', (_topic, payload, packet) => {
    const question = post.read(payload, packet);
    if (question?.replyTo === undefined) return;
    open.push(question);
    if (open.length === batch) for (const next of open.splice(0).reverse()) answer(next);
  });

  //#region answer
  function answer({ text, replyTo = '', id = '' }: Letter): void {
    const { payload, properties } = post.write({ text: answerTo(text), id });
    client.publish(replyTo, payload, { qos: 1, ...(properties && { properties }) });
  }
  //#endregion
}
