import type { TestProject } from 'vitest/node';
import { provideBroker } from './start-broker.ts';

/** Starts the project's broker when the first test asks for it, because most tests of the project need none. */
export default function startBrokerWhenAsked(project: TestProject): Promise<() => Promise<void>> {
  return provideBroker(project, 'when asked');
}
