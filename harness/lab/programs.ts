import { type Command, type RunningProgram, startProgram } from '../clients/program.ts';

/** The client programs of one run. */
export class Programs {
  readonly #all: RunningProgram[] = [];
  readonly #whose = new Set<string>();
  #isOver = false;

  /** Whose they were, each once, in the order they were first started in. */
  get whose(): readonly string[] {
    return [...this.#whose];
  }

  start(whose: string, command: Command): RunningProgram {
    // A lab that was ended in the middle may go on a little: nothing would end what it started now.
    if (this.#isOver) throw new Error('this run is over');
    this.#whose.add(whose);
    const program = startProgram(command);
    this.#all.push(program);
    return program;
  }

  /** Ends those that still run. */
  async end(): Promise<void> {
    this.#isOver = true;
    await Promise.all(this.#all.map((program) => program.stop()));
  }
}
