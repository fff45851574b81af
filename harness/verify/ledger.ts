import type { Text } from '../base/text.ts';
import { identityOf } from '../brokers/identity/identity.ts';
import type { ProtocolVersion } from '../protocol/version.ts';
import {
  type Cell,
  cellOf,
  type Matrix,
  type MatrixBroker,
  type MatrixObservation,
  type ObservedCell,
} from '../report/matrix.ts';
import type { Findings, Job } from './job.ts';
import { allClaims, type Subject } from './subject.ts';

interface Answers {
  readonly says: Text;
  readonly cells: ObservedCell[];
}

/** Collects results in any order, and makes one matrix of them. */
export class Ledger {
  readonly #subject: Subject;
  readonly #brokers = new Map<string, MatrixBroker>();
  readonly #cells: Cell[] = [];
  readonly #observations = new Map<string, Answers>();

  constructor(subject: Subject) {
    this.#subject = subject;
  }

  /** @param word the word after `--broker` */
  enter(word: string, broker: MatrixBroker): void {
    this.#brokers.set(word, broker);
  }

  /** @param broker its label */
  add(
    broker: string,
    { protocolVersion }: Pick<Job, 'protocolVersion'>,
    { claims, observed }: Findings,
  ): void {
    this.#cells.push(...claims.map((run) => cellOf(run, broker)));
    for (const { id, says, ...answer } of observed) {
      const answers = this.#observations.get(id) ?? { says, cells: [] };
      this.#observations.set(id, answers);
      answers.cells.push({ broker, protocolVersion, ...answer });
    }
  }

  /**
   * All results, in the order of the subject.
   * @param words the order of the brokers
   */
  matrix(words: readonly string[]): Matrix {
    const brokers = words.flatMap((word) => this.#brokers.get(word) ?? []);
    const claims = allClaims(this.#subject).filter(({ id }) => this.#cells.some(({ claim }) => claim === id));
    const rows = claims.map(({ id }) => id);
    const byColumn = inOrderOf(brokers.map(({ label }) => label));
    return {
      brokers,
      claims: claims.map(({ id, says, statements }) => ({ id, says, statements })),
      cells: this.#cells.toSorted(
        (one, other) => rows.indexOf(one.claim) - rows.indexOf(other.claim) || byColumn(one, other),
      ),
      observations: this.#inOrder().map(([id, { says, cells }]) => ({
        id,
        says,
        ...this.#settings(id, brokers),
        cells: cells.toSorted(byColumn),
      })),
    };
  }

  #settings(id: string, brokers: readonly MatrixBroker[]): Pick<MatrixObservation, 'settings'> {
    const { settings = {} } = this.#subject.observations.find((one) => one.id === id) ?? {};
    const here = Object.entries(settings).filter(([name]) =>
      brokers.some((broker) => identityOf(broker).name === name),
    );
    return here.length === 0 ? {} : { settings: Object.fromEntries(here) };
  }

  /** Observations of labs first, which are known only when they were made; then those of the tables in their order. */
  #inOrder(): [string, Answers][] {
    const place = (id: string) => this.#subject.observations.findIndex((one) => one.id === id);
    return [...this.#observations].sort(
      ([one], [other]) => place(one) - place(other) || (one < other ? -1 : 1),
    );
  }
}

type Placed = { readonly broker: string; readonly protocolVersion: ProtocolVersion };

const inOrderOf = (labels: readonly string[]) => (one: Placed, other: Placed) =>
  labels.indexOf(one.broker) - labels.indexOf(other.broker) || one.protocolVersion - other.protocolVersion;
