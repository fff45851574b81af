import { describe, test } from 'vitest';
import { expectCouldNotRun, run } from '../support/program.ts';

describe('what cannot be recorded is said in one line', () => {
  test.concurrent.each([
    [
      'an unknown lab',
      ['retian'],
      'there is no lab "retian": did you mean 03-retain? (npm run lab lists them)',
    ],
    [
      'an unknown broker',
      ['--broker', 'mosquito'],
      "there is no broker 'mosquito': did you mean 'mosquitto'?",
    ],
    [
      'an unknown option',
      ['--brokr', 'x'],
      'there is no option --brokr: did you mean --broker? (see --help)',
    ],
  ])('%s', async (_name, words, says) => {
    expectCouldNotRun(await run(['harness/cli/labs-record.ts', ...words]), { says });
  });
});
