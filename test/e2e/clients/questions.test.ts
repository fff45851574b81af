import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { execPath } from 'node:process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { same } from '../../../harness/base/text.ts';
import { type Broker, openBroker, parseBroker } from '../../../harness/brokers/index.ts';
import type { PublishJob, SubscribeJob } from '../../../harness/clients/client-kind.ts';
import { measureClient } from '../../../harness/report/clients/measure.ts';
import { questions } from '../../../harness/report/clients/questions/index.ts';
import type { Client } from '../../../harness/report/clients/questions/question.ts';
import { readableClients } from '../../../harness/report/clients/reading.ts';

const run = (job: PublishJob | SubscribeJob) => ({
  file: execPath,
  args: [path.join(import.meta.dirname, 'odd.ts'), JSON.stringify({ clientId: 'odd', ...job })],
});

const odd: Client = {
  name: 'mqttjs',
  title: 'odd',
  version: '1.0',
  origin: same('a test'),
  repeats: false,
  publish: run,
  subscribe: run,
  received: () => [],
};

/** Answers of the odd client where all real clients agree. */
const otherwise: Readonly<Record<string, string | number>> = {
  'connect.clean': 'not set',
  'connect.keep-alive-subscriber': 7,
  'resend.pubcomp': 'dup 0',
  'resend.while-connected': 'dup 1',
  'acknowledge.order-qos-1': 'not in order',
  'acknowledge.order-qos-2': 'not in order',
  'end.after-publishing': 'nothing',
};

let broker: Broker;
beforeAll(async () => {
  broker = await openBroker(parseBroker('embedded'));
});
afterAll(() => broker.stop());

describe('what is asked about clients', () => {
  test('a client that does it differently is seen to', { timeout: 120_000 }, async () => {
    const asked = questions.filter(({ id }) => id in otherwise);
    const { column, notRun } = await measureClient(odd, broker, asked);
    expect(notRun).toEqual([]);
    for (const { question, seen } of column.cells)
      expect([question, seen]).toEqual([question, otherwise[question]]);
  });

  test('every question has been answered in two ways, by clients as they are or by the odd one', async () => {
    const file = new URL('../../../docs/clients.json', import.meta.url);
    const { columns } = readableClients(await readFile(file, 'utf8'), 'clients.json');
    const answersTo = (id: string) =>
      columns.flatMap(({ cells }) =>
        cells.filter(({ question }) => question === id).flatMap(({ seen }) => seen ?? []),
      );
    const alike = questions.filter(({ id }) => new Set(answersTo(id)).size < 2 && !(id in otherwise));
    expect(alike.map(({ id }) => id)).toEqual([]);
  });
});
