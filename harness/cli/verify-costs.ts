import '../process/node-version.ts';
import { labIds, loadLab } from '../../labs/index.ts';
import { specObservations } from '../claims/observations/index.ts';
import { specClaims } from '../claims/themes/index.ts';
import { oneBroker } from '../lab/terminal/options.ts';
import { command } from '../process/command/command.ts';
import { runCommand } from '../process/command/run.ts';
import { measureCosts } from '../verify/costs/measure.ts';

const verifyCosts = command({
  name: 'npm run verify:costs',
  en: 'Runs all claims and observations on one broker, and writes what each costs in connections, messages and bytes, and which limit of which cloud would stop it. npm run verify -- --dry-run reads that.',
  ja: 'すべての主張と観察を 1 つのブローカーで実行し、それぞれの接続数・メッセージ数・バイト数と、どのクラウドのどの制限で止まるかを書き出します。npm run verify -- --dry-run がそれを読みます。',
  options: { broker: oneBroker('embedded') },
});
export default verifyCosts;

await runCommand(import.meta.url, verifyCosts, async ({ values, language }) => {
  const labs = await Promise.all(labIds.map(loadLab));
  return measureCosts({ labs, claims: specClaims, observations: specObservations }, values.broker, language);
});
