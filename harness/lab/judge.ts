import type { Broker, ProtocolVersion } from '../brokers/broker.ts';
import { DeadlineError } from '../deadline.ts';
import { knownDeviation } from '../deviations/known-deviations.ts';
import { type ClaimDefinition, expectation, matches, relevant } from './claim.ts';
import type { JudgedClaim } from './events.ts';
import { claimsUnder, type LabDefinition } from './lab.ts';

/** Judges the claims a lab declares, each once. */
export class Judge {
  readonly #lab: LabDefinition;
  readonly #broker: Pick<Broker, 'name' | 'version'>;
  readonly #protocolVersion: ProtocolVersion;
  readonly #judged: JudgedClaim[] = [];

  constructor(
    lab: LabDefinition,
    broker: Pick<Broker, 'name' | 'version'>,
    protocolVersion: ProtocolVersion,
  ) {
    this.#lab = lab;
    this.#broker = broker;
    this.#protocolVersion = protocolVersion;
  }

  get judged(): readonly JudgedClaim[] {
    return this.#judged;
  }

  /** Ids of the claims that the lab promised and did not come to. */
  get missing(): string[] {
    return claimsUnder(this.#lab, this.#protocolVersion).filter(
      (id) => !this.#judged.some((claim) => claim.id === id),
    );
  }

  /**
   * @throws TypeError for a claim the lab does not declare for this protocol version, or judges twice
   */
  async judge(id: string, expected: unknown, see: unknown): Promise<JudgedClaim> {
    const { says, statements } = this.#declared(id);
    const { result, seen } = await look(expected, see);
    const deviation = knownDeviation(id, this.#broker, this.#protocolVersion);
    const judged: JudgedClaim = {
      id,
      says,
      statements: statements[this.#protocolVersion] ?? [],
      result,
      expected: expectation(expected),
      seen,
      ...(deviation && { deviation }),
    };
    this.#judged.push(judged);
    return judged;
  }

  #declared(id: string): ClaimDefinition {
    const definition = this.#lab.claims[id];
    if (definition?.statements[this.#protocolVersion] === undefined) {
      throw new TypeError(`lab ${this.#lab.id} does not declare the claim ${id} for this protocol version`);
    }
    if (this.#judged.some((claim) => claim.id === id))
      throw new TypeError(`the claim ${id} was judged twice`);
    return definition;
  }
}

async function look(expected: unknown, see: unknown): Promise<Pick<JudgedClaim, 'result' | 'seen'>> {
  try {
    const seen = await (typeof see === 'function' ? see() : see);
    return { result: matches(expected, seen) ? 'holds' : 'broken', seen: relevant(expected, seen) };
  } catch (error) {
    if (error instanceof DeadlineError) return { result: 'broken', seen: error.message };
    throw error;
  }
}
