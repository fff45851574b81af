/**
 * Lab 20: the cost of QoS.
 *
 * One message takes one packet at QoS 0, two at QoS 1 and four at QoS 2, on each hop. Packets and bytes are counted on the tap:
 * they are the same each time. Then the clock: messages a second and latency without the tap, on the broker that is given. Those
 * figures are of this machine at this moment, so nothing is claimed about them. At work: QoS is a price for each message, to be
 * paid where a loss, or a second copy, costs more.
 */
import { defineLab, runDirectly } from '../../harness/lab/index.ts';
import { listen, payloads, perQoS } from './counted.ts';
import { eachHop } from './hops.ts';
import { tellFigures } from './table.ts';

const delivery = {
  4: ['MQTT-4.3.1-1', 'MQTT-4.3.2-2', 'MQTT-4.3.3-2'],
  5: ['MQTT-4.3.1-1', 'MQTT-4.3.2-5', 'MQTT-4.3.3-11'],
};

const lab = defineLab({
  id: '20-cost-of-qos',
  title: { en: 'The cost of QoS', ja: 'QoS のコスト' },
  minutes: 15,
  lanes: ['publisher', 'broker', 'subscriber', 'thrifty'],
  shows: ['acknowledgements', 'sizes'],
  claims: {
    'cost.packets': {
      says: {
        en: 'One message takes 1 packet at QoS 0, 2 at QoS 1, 4 at QoS 2, from the publisher and again to the subscriber',
        ja: 'メッセージ 1 通のパケットは、QoS 0 で 1 つ、QoS 1 で 2 つ、QoS 2 で 4 つ。送る側でも、届ける側でも同じ',
      },
      statements: delivery,
      needs: ['qos2'],
    },
    'cost.bytes': {
      says: {
        en: 'Around topic and payload there are 4 bytes at QoS 0, 10 at QoS 1, 18 at QoS 2; a few more under MQTT 5',
        ja: 'トピックとペイロードのほかに、QoS 0 で 4、QoS 1 で 10、QoS 2 で 18 バイト。MQTT 5 では、もう少し多い',
      },
      statements: delivery,
      needs: ['qos2'],
    },
    'cost.each-hop': {
      says: {
        en: 'Each hop has its own price: sent at QoS 2, delivered at QoS 0, it takes 4 packets and then 1',
        ja: 'コストは区間ごと。QoS 2 で送って QoS 0 で届けば、パケットは 4 つと 1 つ',
      },
      statements: { 4: ['MQTT-3.8.4-6'], 5: ['MQTT-3.8.4-8'] },
      needs: ['qos2'],
    },
    'cost.payload': {
      says: {
        en: 'However large the payload, the bytes around it stay: one more from a length of 128 on, one more from 16,384 on',
        ja: 'ペイロードが大きくても、まわりのバイト数はほぼ同じ。長さ 128 から 1 バイト、16,384 からもう 1 バイト増えるだけ',
      },
      statements: { 4: ['MQTT-3.3.2-1'], 5: ['MQTT-3.3.2-1'] },
    },
  },

  async run(lab) {
    const pair = { publisher: await lab.connect('publisher'), subscriber: await lab.connect('subscriber') };
    await listen(lab, pair);
    const { maximumQoS } = lab.broker.capabilities;
    if (maximumQoS < 2) {
      lab.note({
        en: `This broker's highest QoS is ${maximumQoS}, so the first two steps are left out.`,
        ja: `このブローカーの QoS は ${maximumQoS} までなので、最初の 2 つのステップは省きます。`,
      });
    } else {
      await lab.step(
        {
          en: 'One message at each QoS',
          ja: 'それぞれの QoS で 1 通ずつ',
          question: { en: 'How many packets, how many bytes?', ja: 'パケットはいくつ、何バイト?' },
        },
        () => perQoS(lab, pair),
      );
      await lab.step(
        {
          en: 'Sent at QoS 2, subscribed at QoS 0',
          ja: 'QoS 2 で送り、QoS 0 で購読',
          question: { en: 'Who pays for QoS 2?', ja: 'QoS 2 のコストは、誰が払う?' },
        },
        () => eachHop(lab, pair.publisher),
      );
    }
    await lab.step(
      {
        en: 'Small and large payloads',
        ja: '小さなペイロードと、大きなペイロード',
        question: { en: 'What grows?', ja: '何が増える?' },
      },
      () => payloads(lab, pair),
    );
    await lab.step(
      {
        en: 'By the clock, without the tap',
        ja: 'タップなしで、時間を計ります',
        question: {
          en: 'How many times slower is QoS 2 than QoS 0?',
          ja: 'QoS 2 は、QoS 0 の何倍遅い?',
        },
      },
      () => tellFigures(lab),
    );
  },
});

export default lab;
await runDirectly(import.meta.url, lab);
