import { describe, expect, it, test } from 'vitest';
import { tappedForPrograms } from '../../../harness/lab/for-programs.ts';
import type { Lab } from '../../../harness/lab/lab.ts';

type Broker = Pick<Lab['broker'], 'credentials' | 'endpoints'>;

/** The address that programs are given in front of a broker. */
const addressAt = (endpoints: Broker['endpoints'], credentials?: Broker['credentials']): Promise<string> =>
  tappedForPrograms({
    broker: { endpoints, credentials },
    tapped: async (scheme) => `tap in front of ${scheme}`,
  });

const mqtt = 'mqtt://127.0.0.1:1883';
const mqtts = 'mqtts://127.0.0.1:8883';
const ws = 'ws://127.0.0.1:8083/mqtt';
const wss = 'wss://127.0.0.1:8084/mqtt';

describe('a broker that the programs of labs 12 and 13 cannot reach is refused', () => {
  test('it asks for credentials, which must not stand on a command line', async () => {
    const asked = addressAt({ mqtt }, { username: 'kazy', password: 'secret' });
    await expect(asked).rejects.toMatchObject({ code: 'client-needs-credentials' });
    await expect(asked).rejects.not.toThrow(/secret/);
  });

  it.for([{ ws }, { wss }, { ws, wss }, {}])('it has only %o', async (endpoints) => {
    await expect(addressAt(endpoints)).rejects.toMatchObject({ code: 'no-such-endpoint' });
  });
});

test.for([
  [{ mqtt, ws }, 'mqtt'],
  [{ mqtt, mqtts }, 'mqtt'],
  [{ mqtts, wss }, 'mqtts'],
] as const)('a broker at %o is tapped at %s', async ([endpoints, scheme]) => {
  await expect(addressAt(endpoints)).resolves.toBe(`tap in front of ${scheme}`);
});
