import type { Packet } from 'mqtt-packet';
import {
  delivers,
  type Faulty,
  faulty,
  reads,
  swallows,
  takes,
  unchanged,
  withoutWill,
} from '../../harness/faulty/faults.ts';

/** Brokers that break the claims of this lab. */
export const browserGallery: readonly Faulty[] = [
  {
    breaks: 'browser.subprotocol',
    does: 'agrees to no subprotocol',
    options: () => ({ mangle: unchanged, subprotocol: false }),
  },
  {
    breaks: 'browser.subprotocol',
    does: 'agrees to another subprotocol',
    options: () => ({ mangle: unchanged, subprotocol: 'mqttv3.1' }),
  },
  faulty('browser.opened-late', 'does not retain', () => takes((publish) => ({ ...publish, retain: false }))),
  faulty('browser.opened-late', 'forgets the retain flag', () =>
    delivers((publish) => ({ ...publish, retain: false })),
  ),
  faulty('browser.shows-last', 'delivers a value after the one that replaced it', () => {
    const held: Packet[] = [];
    return delivers((publish, { webSocket }) => {
      if (webSocket && `${publish.payload}` === '21.7') {
        held.push(publish);
        return [];
      }
      return `${publish.payload}` === '21.8' ? [publish, ...held] : publish;
    });
  }),
  faulty('browser.shows-last', 'loses a value that comes too soon after another', () =>
    delivers((publish) => (`${publish.payload}` === '21.8' ? [] : publish)),
  ),
  faulty('browser.click', 'loses what comes from a page', () =>
    takes((publish) =>
      publish.topic.endsWith('office/window') ? { ...publish, topic: `${publish.topic}/lost` } : publish,
    ),
  ),
  faulty('browser.click', 'delivers a click twice', () =>
    delivers((publish) =>
      publish.topic.endsWith('office/window') && publish.qos === 1
        ? [{ ...publish, qos: 0 }, publish]
        : publish,
    ),
  ),
  faulty('browser.back-after-cut', 'delivers nothing to a page that came back', () =>
    delivers((publish) => (`${publish.payload}` === '22.4' ? [] : publish)),
  ),
  faulty('browser.closed-tab', 'ignores the will', () => reads(withoutWill)),
  faulty('browser.goodbye', 'does not hear the goodbye', () => swallows('disconnect')),
];
