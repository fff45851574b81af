import { type Command, type RunningProgram, startProgram } from '../clients/program.ts';

/** The client programs of one run. */
export class Programs {
  readonly #all: Pick<RunningProgram, 'stop'>[] = [];
  readonly #whose = new Set<string>();
  #isOver = false;

  /** The clients that the programs belong to, each once, in the order of their first start. */
  get whose(): readonly string[] {
    return [...this.#whose];
  }

  start(whose: string, command: Command): RunningProgram {
    this.#welcome(whose);
    const program = startProgram(command);
    this.#all.push(program);
    return program;
  }

  /** Adds a program that was started in another way. */
  add(whose: string, stop: () => Promise<void>): void {
    this.#welcome(whose);
    this.#all.push({ stop });
  }

  /** Stops the programs that still run. */
  async end(): Promise<void> {
    this.#isOver = true;
    await Promise.all(this.#all.map((program) => program.stop()));
  }

  #welcome(whose: string): void {
    // A lab that was ended early may still run for a moment. Nothing would stop a program that it starts now.
    if (this.#isOver) throw new Error('this run is over');
    this.#whose.add(whose);
  }
}
