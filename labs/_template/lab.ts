/**
 * A lab of your own: what does it show, and when does that matter at work?
 *
 * A copy of labs/_template, made by `npm run lab -- --new`. Change everything; docs/learning.md says how labs work.
 */
import { defineLab, runDirectly } from '../../harness/lab/index.ts';

const lab = defineLab({
  // The name of this folder.
  id: '_template',
  title: { en: 'A lab of my own', ja: '自分のラボ' },
  // The order of its clients in diagrams.
  lanes: ['device', 'broker', 'phone'],
  claims: {
    // Every claim is one sentence that this lab checks. Statements of the standard may be cited here, but need not be.
    'my-device.state-arrives': {
      says: { en: 'The state of the device arrives at the phone', ja: '機器の状態が、電話に届く' },
      statements: { 4: ['MQTT-3.3.5-1'], 5: ['MQTT-3.3.4-1'] },
    },
  },

  async run(lab) {
    const state = lab.topic('device/state');

    await lab.step(
      {
        en: 'The device says how it is',
        ja: '機器が、自分の状態を送ります',
        // Asked before the step, so it must not contain the answer.
        question: { en: 'Who gets to know?', ja: '誰に伝わる?' },
      },
      async () => {
        const phone = await lab.connect('phone');
        await phone.subscribeAsync(state, { qos: 1 });
        const device = await lab.connect('device');
        await device.publishAsync(state, 'ready', { qos: 1 });
        await lab.claim('my-device.state-arrives', { payload: 'ready' }, () => lab.inbox(phone).next());
      },
    );
  },
});

export default lab;
await runDirectly(import.meta.url, lab);
