/**
 * Lab 23: a greenhouse.
 *
 * Everything at once: two sensors with presence, a recorder that must keep each reading once, a dashboard that may be opened at
 * any time, and a vent that takes orders. Each is a small program of its own; then things go wrong, one after the other, and the
 * whole is judged. At work: no single packet is the point, but whether the records are right in the evening.
 */
import { defineLab, runDirectly } from '../../harness/lab/index.ts';
import { dies, late, lostAnswer, recorderAway } from './accidents.ts';
import { open } from './greenhouse.ts';
import { orderTwice, staleOrder } from './orders.ts';

const lab = defineLab({
  id: '23-greenhouse',
  title: { en: 'A greenhouse', ja: '温室まるごと' },
  minutes: 15,
  aboutTime: [5],
  hides: ['acknowledgements'],
  lanes: ['north', 'south', 'gardener', 'broker', 'recorder', 'dashboard', 'visitor', 'vent'],
  shows: ['connections'],
  claims: {
    'greenhouse.recorded-once': {
      says: {
        en: 'A PUBACK is lost: the reading is delivered twice, and recorded once',
        ja: 'PUBACK が消えると、測定値は 2 回届く。記録されるのは 1 回',
      },
      statements: { 4: ['MQTT-4.3.2-2'], 5: ['MQTT-4.3.2-5'] },
    },
    'greenhouse.back-online': {
      says: {
        en: 'The sensor whose connection broke was offline for a moment, and is online again',
        ja: '接続の切れたセンサーは、いったん offline になり、また online に戻る',
      },
      statements: { 4: ['MQTT-3.1.2-8'], 5: ['MQTT-3.1.2-8'] },
    },
    'greenhouse.nothing-lost': {
      says: {
        en: 'Readings that came while the recorder was away are recorded when it is back, in order',
        ja: '記録係の留守中に来た測定値は、戻ったときに順番どおり記録される',
      },
      statements: {
        4: ['MQTT-3.1.2-5', 'MQTT-4.6.0-6'],
        5: ['MQTT-3.1.2-5', 'MQTT-4.6.0-6'],
      },
    },
    'greenhouse.late-dashboard': {
      says: {
        en: 'A dashboard that is opened late shows everything at once',
        ja: 'あとから開いたダッシュボードにも、すぐにすべてが表示される',
      },
      statements: { 4: ['MQTT-3.3.1-6', 'MQTT-3.3.1-8'], 5: ['MQTT-3.3.1-9'] },
      needs: ['retain'],
    },
    'greenhouse.vent-once': {
      says: {
        en: 'An order that comes twice moves the vent once; its report says that it is open',
        ja: '同じ指示が 2 回届いても、窓が動くのは 1 回。開いたという報告が届く',
      },
      statements: { 4: ['MQTT-4.3.2-2', 'MQTT-4.5.0-1'], 5: ['MQTT-4.3.2-5', 'MQTT-4.5.0-1'] },
    },
    'greenhouse.stale-order': {
      says: {
        en: 'An order that has expired does not move a vent that comes back later',
        ja: '有効期限の切れた指示では、あとから戻った窓は動かない',
      },
      statements: { 5: ['MQTT-3.3.2-5'] },
    },
    'greenhouse.dies': {
      says: {
        en: 'A sensor dies: the dashboard shows it offline, also one that is opened later',
        ja: 'センサーが止まると、ダッシュボードには offline と出る。あとから開いても同じ',
      },
      statements: { 4: ['MQTT-3.1.2-8', 'MQTT-3.1.2-17'], 5: ['MQTT-3.1.2-8', 'MQTT-3.1.2-15'] },
      needs: ['retain'],
    },
  },

  async run(lab) {
    const greenhouse = await open(lab);
    await lab.step(
      {
        en: 'The answer to a reading is lost',
        ja: '測定値への応答が消えます',
        question: { en: 'How often is it recorded?', ja: '何回、記録される?' },
      },
      () => lostAnswer(lab, greenhouse),
    );
    await lab.step(
      {
        en: 'The recorder is away',
        ja: '記録係が留守にします',
        question: { en: 'What is missing in its records?', ja: '記録から、何が抜ける?' },
      },
      () => recorderAway(lab, greenhouse),
    );
    await lab.step(
      {
        en: 'An order to the vent comes twice',
        ja: '窓への指示が 2 回届きます',
        question: { en: 'How often does the motor run?', ja: 'モーターは、何回動く?' },
      },
      () => orderTwice(lab, greenhouse),
    );
    await lab.step(
      {
        en: 'A dashboard is opened late',
        ja: 'ダッシュボードを、あとから開きます',
        question: { en: 'What does it show before anything is sent?', ja: '何も送られないうちに、何が出る?' },
      },
      () => late(lab, greenhouse),
    );
    if (lab.protocolVersion === 5) {
      await lab.step(
        {
          en: 'An order for a vent that is away',
          ja: '留守の窓への指示',
          question: { en: 'Should it move when it is back?', ja: '戻ったとき、動くべき?' },
        },
        () => staleOrder(lab, greenhouse),
      );
    }
    await lab.step(
      {
        en: 'A sensor dies',
        ja: 'センサーが止まります',
        question: { en: 'Who says so?', ja: 'それを、誰が伝える?' },
      },
      () => dies(lab, greenhouse),
    );
  },
});

export default lab;
await runDirectly(import.meta.url, lab);
