import type { MqttClient } from 'mqtt';
import { type Lab, oneOf } from '../../harness/lab/index.ts';

/** The cause in an error of the library: a code of MQTT as in the standard, or the code of a TLS error. */
const codeOf = (error: unknown): string | undefined => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'number' ? `0x${code.toString(16).padStart(2, '0')}` : code?.toString();
};

/** How connecting ended: `connected`, or why not. */
export async function ending(connecting: Promise<MqttClient>): Promise<string> {
  try {
    await (await connecting).endAsync();
    return 'connected';
  } catch (error) {
    return codeOf(error) ?? 'closed';
  }
}

/** `connected` or `refused`, without the reason. */
export const letIn = async (connecting: Promise<MqttClient>): Promise<string> =>
  (await ending(connecting)) === 'connected' ? 'connected' : 'refused';

/**
 * The answer to a publisher at QoS 1: `PUBACK` for a success, the reason code of any other PUBACK, or `closed`.
 * @throws DeadlineError if there is no answer
 */
export function told(lab: Pick<Lab, 'patience'>, client: MqttClient, topic: string): Promise<string> {
  const closed = new Promise<string>((resolve) => client.once('close', () => resolve('closed')));
  const published = client.publishAsync(topic, 'open', { qos: 1 }).then(
    () => 'PUBACK',
    (error: unknown) => `PUBACK ${codeOf(error)}`,
  );
  return lab.patience.until(Promise.race([published, closed]), { en: 'PUBACK', ja: 'PUBACK' });
}

/** In MQTT 5, any reason code that PUBACK may have: the standard does not say which one a broker must choose. */
export const answersTo = {
  4: oneOf('PUBACK', 'closed'),
  5: oneOf('PUBACK', 'PUBACK 0x80', 'PUBACK 0x83', 'PUBACK 0x87', 'PUBACK 0x90', 'PUBACK 0x97', 'closed'),
};

/** OpenSSL's error codes for a chain that does not end in a trusted certificate. */
export const untrusted = oneOf('UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY');
