import { expect, test } from 'vitest';
import { runLab } from '../../../harness/lab/run.ts';
import { embedded, labThat } from './lab-that.ts';

test('behind the limits of a cloud, the same broker refuses what the cloud does', async () => {
  const lab = labThat(async (lab) => {
    const cloud = await lab.inCloud('aws-iot-core');
    const [here, there] = [await lab.connect('here'), await cloud.connect('there', {}, { mayClose: true })];
    const deep = lab.topic('1/2/3/4/5/6/7/8');
    await lab.claim('a', [[1], [0x8f]], async () => {
      const granted = async (name: string) => (await lab.trace.to(name).of('SUBACK').next()).fields.granted;
      await here.subscribeAsync(deep, { qos: 1 });
      await there.subscribeAsync(deep, { qos: 1 }).catch(() => {});
      return [await granted('here'), await granted('there')];
    });
    await lab.claim('b', 'through the proxy', async () => {
      await here.subscribeAsync(lab.topic('b'), { qos: 1 });
      await there.publishAsync(lab.topic('b'), 'through the proxy', { qos: 1 });
      return (await lab.inbox(here).next()).payload;
    });
  });
  expect(await runLab(lab, await embedded())).toMatchObject({ outcome: 'holds' });
});

test('what was retained through it is removed after the run: it is the run’s own broker', async () => {
  const broker = await embedded();
  const lab = labThat(async (lab) => {
    const cloud = await (await lab.inCloud('aws-iot-core')).connect('there');
    await lab.claim('a', 'retained', async () => {
      await cloud.publishAsync(lab.topic('kept'), 'still here', { qos: 1, retain: true });
      return 'retained';
    });
  });
  const { topicPrefix, claims } = await runLab(lab, broker);
  expect(claims[0]).toMatchObject({ result: 'holds' });
  const look = labThat(async ({ claim, connect, inbox, retainedFence }) => {
    const client = await connect('late');
    await client.subscribeAsync(`${topicPrefix}kept`, { qos: 1 });
    await claim('a', [], () => retainedFence(inbox(client), client, client));
  });
  expect((await runLab(look, broker)).claims[0]).toMatchObject({ result: 'holds' });
});

test('a client id that contains that of a client shows its name', async () => {
  const lab = labThat(async (lab) => {
    const odd = await lab.connect('odd', { clientId: `$${lab.clientId('odd')}` });
    await odd.endAsync();
    await lab.claim('a', 1, lab.trace.from('$odd').of('CONNECT').count);
  });
  const { claims } = await runLab(lab, await embedded());
  expect(claims[0]).toMatchObject({ result: 'holds' });
});
