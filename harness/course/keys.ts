import { stopOnShutdown } from '../process/shutdown.ts';

/** What a key asks for. */
export type Key = 'run' | 'hint' | 'next' | 'broker' | 'quit';

const asked: Readonly<Record<string, Key>> = {
  r: 'run',
  '\r': 'run',
  h: 'hint',
  n: 'next',
  b: 'broker',
  q: 'quit',
  // In raw mode, the terminal sends Ctrl-C and Ctrl-D as characters.
  '\u0003': 'quit',
  '\u0004': 'quit',
};

/** Listens for single keys, if the standard input is a terminal. The terminal is as before when this is disposed of, and on a signal. */
export function onKeys(tell: (key: Key) => void): Disposable {
  const { stdin } = process;
  if (!stdin.isTTY) return { [Symbol.dispose]: () => {} };
  const take = (typed: Buffer) => {
    for (const character of typed.toString()) {
      const key = asked[character.toLowerCase()];
      if (key !== undefined) tell(key);
    }
  };
  const restore = () => {
    stdin.off('data', take);
    stdin.setRawMode(false);
    stdin.pause();
  };
  const withdraw = stopOnShutdown(async () => restore());
  stdin.setRawMode(true);
  stdin.on('data', take);
  stdin.resume();
  return {
    [Symbol.dispose]: () => {
      withdraw();
      restore();
    },
  };
}
