import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { freePorts } from '../../../harness/process/free-ports.ts';
import { listen } from '../brokers/little-servers.ts';

describe('free ports', () => {
  it('are different from each other, and nobody else’s', async () => {
    const ports = await freePorts(50);
    expect(new Set(ports).size).toBe(50);
    const { port } = await listen(createServer());
    expect(ports).not.toContain(port);
  });

  it('are none that a system gives away to who asks for any', async () => {
    for (const port of await freePorts(20)) expect(port).toBeLessThan(32_768);
  });
});
