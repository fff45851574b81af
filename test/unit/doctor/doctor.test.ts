import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { columns } from '../../../harness/base/columns.ts';
import { languages, same } from '../../../harness/base/text.ts';
import { brokerKinds } from '../../../harness/brokers/kinds.ts';
import { clientKinds } from '../../../harness/clients/kinds.ts';
import { type Check, examine } from '../../../harness/doctor/check.ts';
import { checks, examineAll, findingsText } from '../../../harness/doctor/doctor.ts';
import { port } from '../../../harness/doctor/on-this-machine.ts';

const check = (find: Check['find']): Check => ({ what: same('thing'), for: same('nothing'), find });

test('looks for the image of each broker that has one, and for each client', () => {
  const names = checks.map(({ what }) => what.en);
  const inContainers = brokerKinds
    .filter(({ name, cloud }) => name !== 'embedded' && cloud === undefined)
    .map(({ title }) => `image of ${title}`);
  expect(names).toEqual(expect.arrayContaining([...inContainers, ...clientKinds.map(({ title }) => title)]));
});

test('a check that fails is told, and ends no other', async () => {
  const broken = check(() => Promise.reject(new Error('no such luck')));
  const fine = check(async () => ({ here: same('7') }));
  const findings = (await examineAll([broken, fine])).map(({ finding }) => finding);
  expect(findings).toMatchObject([{ missing: same('no such luck') }, { here: same('7') }]);
});

test('a port that is taken is told', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const { finding } = await examine(port(address.port, same('nothing')));
  server.close();
  await once(server, 'close');
  expect(finding).toHaveProperty('missing.en', 'taken by another program');
  expect((await examine(port(address.port, same('nothing')))).finding).toHaveProperty('here.en', 'free');
});

test.each(languages)('fits 80 columns, and says what to type: %s', (language) => {
  const long = same('a reason that is much longer than a line of a terminal has room for, '.repeat(2));
  const examined = [
    { what: same('here'), for: same('labs'), finding: { here: same('1.2.3') } },
    {
      what: same('not here'),
      for: same('labs'),
      finding: { missing: long, advice: same('apt-get install it') },
    },
  ];
  const text = findingsText(examined, language);
  expect(text).toContain('✔ here      1.2.3');
  expect(text).toContain('→ apt-get install it');
  for (const line of text.split('\n')) expect(columns(line)).toBeLessThanOrEqual(80);
});
