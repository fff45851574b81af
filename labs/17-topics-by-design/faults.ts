import { delivers, type Faulty, faulty, subscribes, takes } from '../../harness/faulty/faults.ts';

/** Brokers that break the claims of this lab. */
export const topicsGallery: readonly Faulty[] = [
  faulty('topics.by-kind', 'takes + for any number of levels', () =>
    subscribes((filter) => filter.replace(/\+\/temperature$/, '#')),
  ),
  faulty('topics.by-room', 'leaves out the level that # stands below', () =>
    delivers((publish) => (publish.topic.endsWith('hq/greenhouse') ? [] : publish)),
  ),
  faulty('topics.leading-slash', 'drops a slash that it finds superfluous', () =>
    takes((publish) => ({ ...publish, topic: publish.topic.replace('//', '/') })),
  ),
  faulty('topics.dollar', 'takes $ for a letter', () =>
    takes((publish) => ({ ...publish, topic: publish.topic.replace('$', 'S') })),
  ),
  faulty('topics.everything-costs', 'sends everybody everything', () =>
    subscribes((filter) => filter.replace('hq/office/sensor-2/temperature', '#')),
  ),
  faulty('topics.any-payload', 'tidies JSON up', () =>
    delivers((publish) => {
      const text = publish.payload.toString();
      return text.startsWith('{')
        ? { ...publish, payload: JSON.stringify(JSON.parse(text), undefined, 1) }
        : publish;
    }),
  ),
  faulty('topics.labelled-payload', 'drops the content type', () =>
    delivers(({ properties: { contentType: _, ...properties } = {}, ...publish }) => ({
      ...publish,
      properties,
    })),
  ),
  faulty('topics.one-value', 'adds what else the device measures', () =>
    subscribes((filter) => filter.replace('sensor-1/temperature', 'sensor-1/+')),
  ),
];
