import { expect, onTestFinished, test } from 'vitest';
import { openBroker, parseBroker } from '../../../harness/brokers/index.ts';
import { runLab } from '../../../harness/lab/run.ts';
import { loadLab } from '../../../labs/index.ts';

test('what does not fit the stage is told in the terminal only', async () => {
  const broker = await openBroker(parseBroker('embedded'));
  onTestFinished(() => broker.stop());
  const lab = await loadLab('21-from-3.1.1-to-5');
  const told = async (isForStage: boolean) => {
    const { outcome, observations, remarks } = await runLab(lab, broker, { protocolVersion: 5, isForStage });
    expect(outcome).toBe('holds');
    return { observations: observations.map(({ id }) => id), remarks: remarks.length };
  };
  const [here, stage] = [await told(false), await told(true)];
  expect(here.observations).toEqual(['ready.limits', 'move.told']);
  expect(stage.observations).toEqual([]);
  expect(stage.remarks).toBeLessThan(here.remarks);
});
