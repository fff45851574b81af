import type { MqttClient } from 'mqtt';
import type { Lab } from '../../harness/lab/index.ts';

/** Fulfilled when the connection of the client is over. */
export const closed = (client: MqttClient): Promise<void> =>
  new Promise((resolve) => client.once('close', () => resolve()));

const hex = (code: number): string => `0x${code.toString(16).padStart(2, '0')}`;

/** The packet and its reason code, if it has one; a dash if there is none. */
export function wordsOf(answer: ReturnType<ReturnType<Lab['trace']['to']>['first']>): string {
  if (answer === undefined) return '–';
  const { type, fields } = answer;
  return fields.reasonCode ? `${type} ${hex(fields.reasonCode)}` : type;
}

/** How connecting ended: `connected`, the code of CONNACK, or `closed`. */
export async function endingOf(connecting: Promise<MqttClient>): Promise<string> {
  try {
    await (await connecting).endAsync();
    return 'connected';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return typeof code === 'number' ? hex(code) : 'closed';
  }
}
