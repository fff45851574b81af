import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { same } from '../../harness/base/text.ts';
import { testedBrokers } from '../../harness/brokers/index.ts';
import type { Claim } from '../../harness/lab/claim.ts';
import { verdictLines } from '../../harness/report/findings.ts';
import type { Cell, MatrixBroker } from '../../harness/report/matrix.ts';
import { matrixLines } from '../../harness/report/terminal.ts';
import type { BrokerState } from './start-broker.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** What the test found out about a claim; on which broker is known by its project. */
    found?: { readonly claim: Claim; readonly cell: Cell };
  }
}

/** Ends the run with the matrix claims × brokers, what could not be started and why, and the tests that failed. */
export class MatrixReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const ordered = [...modules].sort((a, b) => place(a) - place(b));
    const found = ordered.flatMap((module) => [...module.children.allTests()].flatMap(foundBy));
    const matrix = {
      brokers: brokersOf(ordered),
      claims: [...new Map(found.map(({ claim }) => [claim.id, claim])).values()],
      cells: found.map(({ cell }) => cell),
      observations: [],
    };
    const lines = matrixLines(matrix);
    const all = [...lines, ...failures(ordered), ...verdictLines(matrix, 'en'), ...verdict(ordered)];
    if (all.length > 0) process.stdout.write(`\n${all.map((line) => `  ${line}`).join('\n')}\n\n`);
  }
}

/** Last, because Vitest's own count is hundreds of lines above. */
function verdict(modules: readonly TestModule[]): string[] {
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  if (tests.length === 0) return [];
  const count = (state: string) => tests.filter((test) => test.result().state === state).length;
  return [`${count('passed')} tests passed, ${count('failed')} failed, ${count('skipped')} skipped`];
}

/** What failed, once more below the matrix: what Vitest says of it is far above by then. */
function failures(modules: readonly TestModule[]): string[] {
  const tests = modules.flatMap((module) => [...module.children.allTests('failed')]);
  const names = tests.map(({ project, fullName }) => `failed: ${project.name} > ${fullName}`);
  const files = modules
    .filter((module) => module.state() === 'failed' && [...module.children.allTests('failed')].length === 0)
    .map(({ project, relativeModuleId }) => `failed: ${project.name} > ${relativeModuleId}`);
  return [...names, ...files];
}

const inOrder: readonly string[] = testedBrokers;

/** The talk's claims first, and brokers in the order they are always named in. */
function place({ moduleId, project }: TestModule): number {
  const beyondTheTalk = moduleId.includes('/test/brokers/labs.test') ? 0 : testedBrokers.length;
  return beyondTheTalk + inOrder.indexOf(project.name);
}

function foundBy(test: TestCase): { readonly claim: Claim; readonly cell: Cell }[] {
  const { found } = test.meta();
  if (found === undefined) return [];
  return [{ ...found, cell: { ...found.cell, broker: brokerOf(test.project).label } }];
}

function brokersOf(modules: readonly TestModule[]): MatrixBroker[] {
  const projects = modules.map(({ project }) => project).filter((project) => stateOf(project) !== undefined);
  return [...new Map(projects.map((project) => [project.name, brokerOf(project)])).values()];
}

function brokerOf(project: TestModule['project']): MatrixBroker {
  const { name } = project;
  const state = stateOf(project);
  if (state === undefined || 'notStarted' in state) {
    return { label: name, name, ...(state && { notStarted: same(state.notStarted) }) };
  }
  const { version, origin } = state.up;
  return { label: [name, version].filter(Boolean).join(' '), name, version, origin };
}

const stateOf = (project: TestModule['project']): BrokerState | undefined =>
  project.getProvidedContext().broker;
