import type { Reporter, TestCase, TestModule } from 'vitest/node';
import type { ProtocolVersion } from '../harness/brokers/broker.ts';
import { brokerNames } from '../harness/brokers/index.ts';
import type { KnownDeviation } from '../harness/deviations/known-deviations.ts';
import { type Cell, type CellResult, matrixLines } from '../harness/report/matrix.ts';
import type { Text } from '../harness/text.ts';
import type { BrokerState } from './talk/start-broker.ts';

declare module 'vitest' {
  interface TaskMeta {
    claim?: {
      protocolVersion: ProtocolVersion;
      id: string;
      says: Text | undefined;
      result: CellResult;
      deviation: KnownDeviation | undefined;
    };
  }
}

/** Ends the run with the matrix claims × brokers, and what could not be started and why. */
export class MatrixReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const ordered = [...modules].sort((a, b) => place(a) - place(b));
    const tests = ordered.flatMap((module) => [...module.children.allTests()]);
    const lines = matrixLines({ cells: tests.flatMap(cellOf), notStarted: notStarted(ordered) });
    if (lines.length > 0) process.stdout.write(`\n${lines.map((line) => `  ${line}`).join('\n')}\n\n`);
  }
}

const inOrder: readonly string[] = brokerNames;

/** The talk's claims first, and brokers in the order they are always named in. */
function place({ moduleId, project }: TestModule): number {
  const beyondTheTalk = moduleId.includes('/test/talk/') ? 0 : brokerNames.length;
  return beyondTheTalk + inOrder.indexOf(project.name);
}

function cellOf(test: TestCase): Cell[] {
  const { claim } = test.meta();
  if (claim === undefined) return [];
  const state = stateOf(test.project);
  const version = state && 'up' in state ? state.up.version : undefined;
  const broker = [test.project.name, version].filter(Boolean).join(' ');
  return [
    {
      broker,
      protocolVersion: claim.protocolVersion,
      claim: claim.id,
      result: claim.result,
      deviation: claim.deviation,
    },
  ];
}

function notStarted(modules: readonly TestModule[]) {
  const reasons = new Map<string, string>();
  for (const { project } of modules) {
    const state = stateOf(project);
    if (state && 'notStarted' in state) reasons.set(project.name, state.notStarted);
  }
  return [...reasons].map(([broker, reason]) => ({ broker, reason }));
}

const stateOf = (project: TestModule['project']): BrokerState | undefined =>
  project.getProvidedContext().broker;
