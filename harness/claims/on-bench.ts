import type { Broker } from '../brokers/broker.ts';
import type { Lab, LabDefinition } from '../lab/lab.ts';
import { Bench } from './bench.ts';

/** A lab whose body uses one bench, which is closed afterwards. */
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
