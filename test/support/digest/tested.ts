import type { TestCase, TestModule } from 'vitest/node';
import { testedBrokers } from '../../../harness/brokers/index.ts';
import type { Claim } from '../../../harness/lab/claim.ts';
import type { Cell, Matrix, MatrixBroker } from '../../../harness/report/matrix.ts';
import type { BrokerState } from '../start-broker.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** The result of a claim. Its broker is known from the test's project. */
    found?: { readonly claim: Claim; readonly cell: Cell };
  }
}

/** The results of `npm test`: the matrix, and which of its claims belong to the talk. */
export interface Tested {
  readonly matrix: Matrix;
  readonly talk: ReadonlySet<string>;
}

/** The results of a test run: the claims of the talk first, and brokers in their usual order. */
export function testedIn(modules: readonly TestModule[]): Tested {
  const ordered = [...modules].sort((a, b) => place(a) - place(b));
  const found = ordered.flatMap(foundIn);
  return {
    matrix: {
      brokers: brokersOf(ordered),
      claims: [...new Map(found.map(({ claim }) => [claim.id, claim])).values()],
      cells: found.map(({ cell }) => cell),
      observations: [],
    },
    talk: new Set(
      ordered
        .filter(isOfTheTalk)
        .flatMap(foundIn)
        .map(({ claim }) => claim.id),
    ),
  };
}

/** The broker of a project, started or not; undefined if its tests need none. */
export const stateOf = (project: TestModule['project']): BrokerState | undefined =>
  project.getProvidedContext().broker;

const isOfTheTalk = ({ moduleId }: TestModule): boolean => moduleId.includes('/test/brokers/labs.test');

const inOrder: readonly string[] = testedBrokers;

const place = (module: TestModule): number =>
  (isOfTheTalk(module) ? 0 : testedBrokers.length) + inOrder.indexOf(module.project.name);

const foundIn = (module: TestModule) => [...module.children.allTests()].flatMap(foundBy);

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
  if (state === undefined || 'notStarted' in state) return { label: name, name, ...state };
  const { version, origin, capabilities } = state.up;
  const { protocolVersions } = capabilities;
  return { label: [name, version].filter(Boolean).join(' '), name, version, origin, protocolVersions };
}
