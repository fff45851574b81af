import { expect, test } from 'vitest';
import { requireOwnOptions } from '../../../harness/process/command/npm-options.ts';

const options = {
  broker: { type: 'string', short: 'b' },
  protocol: { type: 'string', short: 'p' },
  quiet: { type: 'boolean', short: 'q' },
  pause: { type: 'boolean' },
  all: { type: 'boolean' },
  task: { type: 'string' },
  watch: { type: 'boolean' },
  lang: { type: 'string' },
} as const;

const from = (words: readonly string[], environment: Readonly<Record<string, string>>) => () =>
  requireOwnOptions(options, words, { npm_lifecycle_event: 'lab', ...environment });

test.for([
  [['03'], { npm_config_loglevel: 'warn' }, 'npm run lab 03 -- --quiet'],
  [['03'], { npm_config_pause: 'true' }, 'npm run lab 03 -- --pause'],
  [['03', 'mosquitto'], { npm_config_broker: 'true' }, 'npm run lab 03 -- --broker mosquitto'],
  [['03', 'mosquitto'], { npm_config_b: 'true' }, 'npm run lab 03 -- --broker mosquitto'],
  [['03'], { npm_config_broker: 'emqx' }, 'npm run lab 03 -- --broker emqx'],
  [['03', '3.1.1'], { npm_config_parseable: 'true' }, 'npm run lab 03 -- --protocol 3.1.1'],
  [['03', 'ja'], { npm_config_long: 'true', npm_config_all: 'true' }, 'npm run lab 03 -- --lang ja'],
  [['03', '1'], { npm_config_task: 'true', npm_config_watch: 'true' }, 'npm run lab 03 -- --task 1 --watch'],
  [
    ['03', '1', 'ja'],
    { npm_config_task: 'true', npm_config_long: 'true', npm_config_all: 'true' },
    'npm run lab 03 -- --task 1 --lang ja',
  ],
  [
    ['03', '1', 'emqx'],
    { npm_config_task: 'true', npm_config_broker: 'true' },
    'npm run lab 03 -- --broker … --task …',
  ],
] as const)('words %o with %o: the line to type is said', ([words, environment, line]) => {
  expect(from(words, environment)).toThrow(
    expect.objectContaining({ code: 'option-taken-by-npm', message: expect.stringMatching(`: ${line}$`) }),
  );
});

test.for([{}, { npm_config_loglevel: 'error' }, { npm_config_long: 'true' }])(
  '%o is nothing that npm took',
  (environment) => {
    expect(from(['03'], environment)).not.toThrow();
  },
);

test('of several options, each is named', () => {
  expect(from(['03', '1'], { npm_config_task: 'true', npm_config_watch: 'true' })).toThrow(
    'npm took --task and --watch for options of its own',
  );
});

test('without npm, nothing is taken', () => {
  expect(() => requireOwnOptions(options, [], { npm_config_pause: 'true' })).not.toThrow();
});
