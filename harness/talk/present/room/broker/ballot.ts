import type { Question, Tally } from '../topics.ts';

/** Counts phones and votes: one vote a phone on each slide that asks. */
export class Ballot {
  /** Numbers of the connected phones, by client id. The stage shows only the number of a phone. */
  readonly #phones = new Map<string, number>();
  /** By slide: the chosen option of each phone, by client id. */
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

  /** Removes a phone and all its votes. @returns the number it had */
  leave(id: string): number | undefined {
    const number = this.#phones.get(id);
    this.#phones.delete(id);
    for (const votes of this.#votes.values()) votes.delete(id);
    return number;
  }

  /** The number of a connected phone. */
  numberOf(id: string): number | undefined {
    return this.#phones.get(id);
  }

  /** Records a vote on the current question; it replaces an earlier one. */
  vote(id: string, option: number): void {
    const { slide, options = [] } = this.#question ?? {};
    if (slide === undefined || option >= options.length || !this.#phones.has(id)) return;
    const votes = this.#votes.get(slide) ?? new Map<string, number>();
    this.#votes.set(slide, votes.set(id, option));
  }

  /** The votes on the current question. */
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
