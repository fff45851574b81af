import { expect, test } from 'vitest';
import { same } from '../../../harness/base/text.ts';
import { observation } from '../../../harness/claims/spec-observation.ts';
import { Ledger } from '../../../harness/verify/ledger.ts';

const link = 'https://broker.example/manual';
const asked = (id: string, ...names: readonly string[]) =>
  observation({
    id,
    says: same(id),
    settings: Object.fromEntries(names.map((name) => [name, { setting: `${name}_setting`, link }])),
    look: async () => 1,
  });

test('an observation names the settings of the brokers that are there, and no others', () => {
  const observations = [
    asked('o.known', 'mosquitto', 'emqx'),
    asked('o.elsewhere', 'emqx'),
    asked('o.unknown'),
  ];
  const ledger = new Ledger({ labs: [], claims: [], observations });
  ledger.enter('mosquitto', { label: 'mosquitto 2.0.21', name: 'mosquitto' });
  const observed = observations.map(({ id, says }) => ({ id, says, seen: 1, text: same('1') }));
  ledger.add('mosquitto 2.0.21', { protocolVersion: 5 }, { claims: [], observed });
  const settings = ledger.matrix(['mosquitto']).observations.map((one) => [one.id, one.settings]);
  expect(settings).toEqual([
    ['o.known', { mosquitto: { setting: 'mosquitto_setting', link } }],
    ['o.elsewhere', undefined],
    ['o.unknown', undefined],
  ]);
});
