import '../process/node-version.ts';
import { brokerVariables } from '../brokers/help.ts';
import { examineAll, findingsText } from '../doctor/doctor.ts';
import { command } from '../process/command/command.ts';
import { runCommand } from '../process/command/run.ts';

const doctor = command({
  name: 'npm run doctor',
  en: 'Looks for everything that a part of this project uses: what is here, and what to type for what is not.',
  ja: 'このプロジェクトのどこかで使うものを探し、あるものと、ないものを手に入れるコマンドを表示します。',
  options: {},
  environment: [...brokerVariables, 'CHROME_PATH', 'PAHO_PYTHON'],
});
export default doctor;

await runCommand(import.meta.url, doctor, async ({ language }) => {
  process.stdout.write(findingsText(await examineAll(), language));
  return 0;
});
