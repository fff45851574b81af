import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { specObservations } from '../../harness/claims/observations/index.ts';
import { runObservation } from '../../harness/claims/run-observation.ts';
import { asksUnder } from '../../harness/claims/spec-observation.ts';
import { protocolName } from '../../harness/protocol/statements.ts';
import { protocolVersions } from '../../harness/protocol/version.ts';
import { columnsOf, type Differences } from '../../harness/report/differences/document.ts';
import { inOwnTime, noLimit } from '../support/in-own-time.ts';
import { brokerIfUp, needBroker } from '../support/require-broker.ts';

const file = new URL('../../docs/differences.json', import.meta.url);
const documented: Differences = JSON.parse(await readFile(file, 'utf8'));

/** What `docs/differences.json` says of this broker, if that version of it was measured. A question may be newer than that. */
function columnOf({ name, version }: { readonly name: string; readonly version: string | undefined }) {
  return columnsOf(documented).find(({ broker }) => broker.name === name && broker.version === version);
}

for (const protocolVersion of protocolVersions) {
  const observations = specObservations.filter((observation) => asksUnder(observation, protocolVersion));

  describe.concurrent(`docs/differences.json · ${protocolName(protocolVersion)}`, () => {
    test.for(observations)('$id', { timeout: noLimit }, async (observation, { skip }) => {
      await needBroker({ skip });
      const broker = await brokerIfUp();
      if (broker === undefined) throw new Error('needBroker skips where there is none');
      const cell = columnOf(broker)?.cells.find(
        (one) => one.observation === observation.id && one.protocolVersion === protocolVersion,
      );
      if (cell === undefined) {
        const why = `docs/differences.json has no answer of ${broker.name} ${broker.version}`;
        // The embedded broker runs everywhere, so it can always be measured.
        if (broker.name === 'embedded') throw new Error(`${why}: npm run differences -- --broker embedded`);
        return skip(why);
      }
      const { seen, reason, result, leftOut } = await inOwnTime(observation.id, broker, (own, signal) =>
        runObservation(observation, own, { protocolVersion, signal }),
      );
      if (leftOut) return skip(`not-run: ${reason?.en}`);
      expect(result, reason?.en).not.toBe('not-run');
      expect({ seen, reason }).toEqual({ seen: cell.seen, reason: cell.reason });
    });
  });
}
