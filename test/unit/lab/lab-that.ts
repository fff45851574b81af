import { onTestFinished } from 'vitest';
import { same } from '../../../harness/base/text.ts';
import { type Broker, openBroker, parseBroker } from '../../../harness/brokers/index.ts';
import { defineLab, type Lab } from '../../../harness/lab/lab.ts';

export async function embedded(): Promise<Broker> {
  const broker = await openBroker(parseBroker('embedded'));
  onTestFinished(() => broker.stop());
  return broker;
}

/** A lab of one step that claims `a` and `b`. */
export const labThat = (body: (lab: Lab<'a' | 'b'>) => Promise<void>) =>
  defineLab({
    id: '99-test',
    title: same('test'),
    claims: {
      a: { says: same('a'), statements: { 4: ['MQTT-3.1.4-4'], 5: ['MQTT-3.1.4-5'] } },
      b: { says: same('b'), statements: { 5: ['MQTT-3.1.4-5'] } },
    },
    run: (lab) => lab.step(same('the step'), () => body(lab)),
  });
