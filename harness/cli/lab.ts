import '../process/node-version.ts';
import { lab, runCourse } from '../course/command.ts';
import { runCommand } from '../process/command/run.ts';

export default lab;

await runCommand(import.meta.url, lab, runCourse);
