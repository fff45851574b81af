import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { same } from '../../../harness/base/text.ts';
import { openBroker, parseBroker } from '../../../harness/brokers/index.ts';
import { defineLab } from '../../../harness/lab/lab.ts';
import { runLab } from '../../../harness/lab/run.ts';

const lab = defineLab({
  id: '99-test',
  title: same('test'),
  claims: {},
  run: (run) => run.step(same('the step'), async () => void (await run.connect('client'))),
});

test('a broker that takes a connection and says nothing more costs a deadline, not the run', async () => {
  const mute = createServer((socket) => void socket.resume());
  mute.listen(0, '127.0.0.1');
  await once(mute, 'listening');
  onTestFinished(() => void mute.close());
  const { port } = mute.address() as AddressInfo;
  const embedded = await openBroker(parseBroker('embedded'));
  onTestFinished(() => embedded.stop());
  const run = await runLab(lab, { ...embedded, endpoints: { mqtt: `mqtt://127.0.0.1:${port}` } });
  expect(run.outcome).toBe('could-not-run');
  expect(run.reason?.en).toMatch(/^step 1 \(the step\): .* no longer answers/);
});
