import { DeadlineError, notCome } from '../base/deadline.ts';
import type { Text } from '../base/text.ts';
import type { Broker } from '../brokers/broker.ts';
import { recognise } from '../brokers/deviations/recognise.ts';
import { identityOf } from '../brokers/identity/identity.ts';
import type { ProtocolVersion } from '../protocol/version.ts';
import { type ClaimDefinition, conditionIn, expectation, matches, relevant } from './claim.ts';
import type { JudgedClaim, UnsupportedClaim } from './events.ts';
import { claimsUnder, type LabDefinition } from './lab.ts';
import { lacking } from './lacking.ts';
import { notOursToSetUp } from './set-up/open.ts';

type Known = Pick<Broker, 'name' | 'version' | 'identity' | 'capabilities' | 'another' | 'ignoresLimits'>;

/** Each throws where what was seen says nothing about the broker. */
interface Permits {
  /** Asked before every verdict. */
  readonly mayJudge?: () => void;
  /** Asked before a claim is called broken. */
  readonly mayBlame?: () => void;
}

/** Judges the claims a lab declares, each once. */
export class Judge {
  readonly #lab: LabDefinition;
  readonly #broker: Known;
  readonly #protocolVersion: ProtocolVersion;
  readonly #permits: Permits;
  readonly #judged: JudgedClaim[] = [];

  constructor(lab: LabDefinition, broker: Known, protocolVersion: ProtocolVersion, permits: Permits = {}) {
    this.#permits = permits;
    this.#lab = lab;
    this.#broker = broker;
    this.#protocolVersion = protocolVersion;
  }

  get judged(): readonly JudgedClaim[] {
    return this.#judged;
  }

  /** Ids of the claims that the lab declared but did not judge, although neither the broker nor its makers deny what they need. */
  get missing(): string[] {
    return this.#unjudged.filter((id) => this.#lackedBy(id) === undefined);
  }

  /** The claims that the lab did not judge because the broker lacks what they need. */
  get unsupported(): UnsupportedClaim[] {
    return this.#unjudged.flatMap((id) => {
      const why = this.#lackedBy(id);
      return why === undefined ? [] : [{ ...this.#told(id), why }];
    });
  }

  get #unjudged(): string[] {
    return claimsUnder(this.#lab, this.#protocolVersion).filter(
      (id) => !this.#judged.some((claim) => claim.id === id),
    );
  }

  /**
   * @throws what its permits throw
   * @throws TypeError for a claim the lab does not declare for this protocol version, or judges twice
   */
  async judge(id: string, expected: unknown, see: unknown): Promise<JudgedClaim> {
    const about = this.#told(id);
    if (this.#judged.some((claim) => claim.id === id))
      throw new TypeError(`the claim ${id} was judged twice`);
    const { result, seen, missing } = await look(expected, see);
    this.#permits.mayJudge?.();
    if (result === 'broken') this.#permits.mayBlame?.();
    const outcome = { claim: id, protocolVersion: this.#protocolVersion, result, seen };
    const condition = conditionIn(expected);
    const deviation = recognise(outcome, identityOf(this.#broker));
    const judged: JudgedClaim = {
      ...about,
      result,
      expected: expectation(expected),
      seen,
      ...(condition && { condition }),
      ...(missing && { missing }),
      ...(deviation && { deviation }),
    };
    this.#judged.push(judged);
    return judged;
  }

  #told(id: string): Pick<JudgedClaim, 'id' | 'says' | 'statements'> {
    const { says, statements } = this.#declared(id);
    return { id, says, statements: statements[this.#protocolVersion] ?? [] };
  }

  #lackedBy(id: string): Text | undefined {
    const claim = this.#declared(id);
    const isOutOfReach = claim.ownBroker === true && this.#broker.another === undefined;
    return isOutOfReach ? notOursToSetUp : lacking(this.#broker, { id, ...claim }, []);
  }

  #declared(id: string): ClaimDefinition {
    const definition = this.#lab.claims[id];
    if (definition?.statements[this.#protocolVersion] !== undefined) return definition;
    throw new TypeError(`lab ${this.#lab.id} does not declare the claim ${id} for this protocol version`);
  }
}

async function look(
  expected: unknown,
  see: unknown,
): Promise<Pick<JudgedClaim, 'result' | 'seen' | 'missing'>> {
  try {
    const seen = await (typeof see === 'function' ? see() : see);
    return { result: matches(expected, seen) ? 'holds' : 'broken', seen: relevant(expected, seen) };
  } catch (error) {
    if (error instanceof DeadlineError)
      return { result: 'broken', seen: error.message, missing: notCome(error) };
    throw error;
  }
}
