import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readOn } from '../../../../../harness/brokers/clouds/fact.ts';
import { GatedClient } from '../../../../../harness/brokers/clouds/gate/client.ts';
import { Departures } from '../../../../../harness/brokers/clouds/gate/departures.ts';
import { Rates } from '../../../../../harness/brokers/clouds/gate/rates.ts';
import type { Departing } from '../../../../../harness/wire/gate/gate.ts';

const packet = (type: Departing['type'], size = 10): Departing => ({ connection: 1, type, size, fields: {} });
const fact = readOn({ page: 'https://cloud.example/limits', read: '2026-11' });

it('nothing waits inside of a rate, and what is beyond it waits until the first is out of the second', () => {
  const departures = new Departures(2, () => 1_000);
  expect([
    departures.next('a'),
    departures.next('a'),
    departures.next('a'),
    departures.next('a'),
    departures.next('a'),
  ]).toEqual([1_000, 1_000, 2_250, 2_250, 3_500]);
  expect(departures.next('another')).toBe(1_000);
});

it('what is larger than the rate departs alone', () => {
  const departures = new Departures(100, () => 0);
  expect([departures.next('a', 60), departures.next('a', 500), departures.next('a', 41)]).toEqual([
    0, 1_250, 2_500,
  ]);
});

it('whatever the arrivals, no second has more departures than the rate, and none overtakes another', () => {
  const arrivals = fc.array(fc.double({ min: 0, max: 400, noNaN: true }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), arrivals, (count, gaps) => {
      let now = 0;
      const departures = new Departures(count, () => now);
      const times = gaps.map((gap) => {
        now += gap;
        return departures.next('a');
      });
      expect(times).toEqual(times.toSorted((one, other) => one - other));
      for (const at of times) {
        const inSecond = times.filter((one) => one >= at && one < at + 1_000);
        expect(inSecond.length).toBeLessThanOrEqual(count);
      }
    }),
  );
});

it('each rate is kept by its own key', () => {
  let now = 0;
  const rates = new Rates(
    {
      connectsPerSecond: fact({ count: 1, per: 'client-id' }),
      publishesPerSecond: fact({ count: 1, per: 'connection' }),
      messagesPerSecond: fact({ count: 3, per: 'account' }),
    },
    () => now,
  );
  const client = (clientId: string) => Object.assign(new GatedClient(), { clientId });
  const [first, again, other] = [client('a'), client('a'), client('b')];
  expect(rates.delay(packet('CONNECT'), first)).toBe(0);
  expect(rates.delay(packet('CONNECT'), again)).toBe(1_250);
  expect(rates.delay(packet('CONNECT'), other)).toBe(0);
  expect(rates.delay(packet('PUBLISH'), first)).toBe(0);
  expect(rates.delay(packet('PUBLISH'), first)).toBe(1_250);
  expect(rates.delay(packet('PUBLISH'), again)).toBe(0);
  now = 3_000;
  expect(rates.delay(packet('PINGREQ'), first)).toBe(0);
});

it('a CONNECT keeps its distance from the arrival of the last one, which may have been on its way for long', () => {
  let now = 0;
  const rates = new Rates({ connectsPerSecond: fact({ count: 1, per: 'client-id' }) }, () => now);
  const [first, again] = [new GatedClient(), new GatedClient()];
  for (const client of [first, again]) client.clientId = 'a';
  expect(rates.delay(packet('CONNECT'), first)).toBe(0);
  // Not a whole number of milliseconds, nor one that a sum would come back to.
  now = 700.1;
  rates.connected(first);
  expect(rates.delay(packet('CONNECT'), again)).toBe(1_251);
});
