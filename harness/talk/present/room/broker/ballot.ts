import type { Question, Tally } from '../topics.ts';

/** Who is there and what they have voted: one phone one vote on each slide that asks. */
export class Ballot {
  /** Numbers of the phones that are connected, by id: what is shown of a phone is its number. */
  readonly #phones = new Map<string, number>();
  /** By slide: the option of each phone, by id. */
  readonly #votes = new Map<number, Map<string, number>>();
  #question: Question | undefined;
  #newest = 0;

  get question(): Question | undefined {
    return this.#question;
  }

  ask(question: Question | undefined): void {
    this.#question = question;
  }

  /** @returns the phone's number, from 1 */
  join(id: string): number {
    this.#newest++;
    this.#phones.set(id, this.#newest);
    return this.#newest;
  }

  /** Counts it out, with all its votes. @returns the number it had */
  leave(id: string): number | undefined {
    const number = this.#phones.get(id);
    this.#phones.delete(id);
    for (const votes of this.#votes.values()) votes.delete(id);
    return number;
  }

  /** The number of a phone that is there. */
  numberOf(id: string): number | undefined {
    return this.#phones.get(id);
  }

  /** Its vote on what is asked now takes the place of the one before. */
  vote(id: string, option: number): void {
    const { slide, options = [] } = this.#question ?? {};
    if (slide === undefined || option >= options.length || !this.#phones.has(id)) return;
    const votes = this.#votes.get(slide) ?? new Map<string, number>();
    this.#votes.set(slide, votes.set(id, option));
  }

  /** Of what is asked now. */
  get tally(): Tally {
    const { slide = 0, options = [] } = this.#question ?? {};
    const cast = [...(this.#votes.get(slide)?.values() ?? [])];
    return {
      slide,
      votes: options.map((_, option) => cast.filter((vote) => vote === option).length),
      phones: this.#phones.size,
    };
  }
}
