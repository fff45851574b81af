import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Broker, openBroker, parseBroker } from '../../../harness/brokers/index.ts';
import { runLab } from '../../../harness/lab/run.ts';
import { isInconclusive } from '../../../harness/lab/silence/too-busy.ts';
import { openTap } from '../../../harness/wire/tap/tap.ts';
import { labIds, loadLab } from '../../../labs/index.ts';

let broker: Broker;
beforeAll(async () => {
  broker = await openBroker(parseBroker('embedded'));
});
afterAll(() => broker.stop());

/** Programs are run through a proxy that changes nothing by test/faulty/clients/labs.test.ts. */
const withoutPrograms = labIds.filter(
  (id) => !['12-paho', '13-other-clients', '19-in-a-browser'].includes(id),
);

describe.concurrent('a tap between a lab and its broker that the lab does not know of', () => {
  test.for(withoutPrograms)('changes nothing for %s', async (id, { skip }) => {
    const lab = await loadLab(id);
    const { mqtt = '', ws = '' } = broker.endpoints;
    await using tcp = await openTap(mqtt);
    await using webSocket = await openTap(ws);
    const tapped = { ...broker, endpoints: { mqtt: tcp.url, ws: webSocket.url } };
    const [plain, through] = await Promise.all([runLab(lab, broker), runLab(lab, tapped)]);
    const unmeasured = [plain, through].find(({ error }) => isInconclusive(error));
    if (unmeasured !== undefined) skip(`not-run: ${unmeasured.reason?.en}`);
    expect([plain.reason?.en, through.reason?.en]).toEqual([undefined, undefined]);
    expect(through.claims.map(({ id: claim, result }) => [claim, result])).toEqual(
      plain.claims.map(({ id: claim, result }) => [claim, result]),
    );
    expect(through.observations).toEqual(plain.observations);
  });
});
