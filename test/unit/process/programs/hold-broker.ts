import { CannotRunError } from '../../../../harness/base/errors.ts';
import { openBroker, parseBroker, shutDownOnSignals } from '../../../../harness/brokers/index.ts';

/**
 * Opens a broker, says so, and holds it until this process is ended. With a second word it ends by itself, by
 * `throw` or by `exit`, when something comes in on stdin. One JSON object a line: `report`, then `up` or `error`.
 */
const [word = '', ending] = process.argv.slice(2);
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

shutDownOnSignals();
try {
  const broker = await openBroker(parseBroker(word), { report: ({ en }) => say({ report: en }) });
  say({ up: broker });
  process.stdin.once('data', () => {
    if (ending === 'exit') process.exit(3);
    throw new Error('nobody catches this');
  });
} catch (error) {
  if (!(error instanceof CannotRunError)) throw error;
  const { code, what, advice } = error;
  say({ error: { code, what, advice } });
  process.exitCode = 2;
}
