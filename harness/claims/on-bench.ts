import type { Broker } from '../brokers/broker.ts';
import type { Lab, LabDefinition } from '../lab/lab.ts';
import { Bench } from './bench.ts';

/** A lab whose body is one use of a bench; what that leaves open is closed after it. */
export const onBench = (
  about: Pick<LabDefinition, 'id' | 'title' | 'claims' | 'aboutTime'>,
  broker: Broker,
  use: (bench: Bench, lab: Lab) => Promise<void>,
): LabDefinition => ({
  ...about,
  run: async (lab) => {
    const bench = new Bench(lab, broker);
    try {
      await use(bench, lab);
    } finally {
      await bench.close();
    }
  },
});
