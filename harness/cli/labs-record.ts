import '../process/node-version.ts';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { findLab, labIds, loadLab } from '../../labs/index.ts';
import { recordingFile, recordingOrTrouble } from '../../labs/recordings.ts';
import { CannotRunError } from '../base/errors.ts';
import { languageFrom } from '../base/language.ts';
import type { Text } from '../base/text.ts';
import { openBroker, parseBroker } from '../brokers/index.ts';
import { type Recording, recordingOf, recordingText } from '../lab/recording/recording.ts';
import { comparable, samePeers, sameResults, storyOf, wireOf } from '../lab/recording/same-as-recorded.ts';
import { runLab } from '../lab/run.ts';
import { cannotWrite } from '../lab/terminal/artefacts.ts';
import { parseOptions } from '../process/options.ts';
import { runProgram } from '../process/program.ts';

const usage: Text = {
  en: `npm run labs:record [LAB] -- [options]
Runs each lab under MQTT 5 and keeps the run as its recording.json, from which slides are drawn and which plays when a
live run fails. A recording that already shows the same stays as it is. Without LAB: all labs.

  -b, --broker NAME   default: mosquitto; without Docker, a new lab's first recording can be made on embedded
      --lang ja|en    language of the messages (default: from the locale)
  -h, --help          this text
`,
  ja: `npm run labs:record [ラボ] -- [オプション]
ラボを MQTT 5 で動かし、その記録を recording.json に残します。スライドの図の元になり、本番で動かないときに再生されます。
すでに同じ内容の記録があれば、そのまま残します。ラボを省くと、すべてが対象です。

  -b, --broker 名前   初期値: mosquitto(Docker がなければ、新しいラボの最初の記録は embedded でもとれます)
      --lang ja|en    メッセージの言語(初期値: ロケールに従う)
  -h, --help          この説明
`,
};

await runProgram(async (argv) => {
  const { values, positionals } = parseOptions(
    argv,
    {
      broker: { type: 'string', short: 'b', default: 'mosquitto' },
      lang: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
    1,
  );
  const language = languageFrom(values.lang, process.env);
  if (values.help) {
    process.stdout.write(usage[language]);
    return 0;
  }
  const [word] = positionals;
  const labs = word === undefined ? labIds : [findLab(word)];
  const report = (text: Text) => process.stderr.write(`${text[language]}\n`);
  await using broker = await openBroker(parseBroker(values.broker), { report });
  for (const id of labs) {
    const run = await runLab(await loadLab(id), broker, { protocolVersion: 5 });
    if (run.outcome !== 'holds' || run.unsupported.length > 0)
      throw notWorthKeeping(id, run.reason ?? run.unsupported[0]?.why);
    const recording = recordingOf(run, new Date());
    if (shown(id, recording)) continue;
    const file = recordingFile(id);
    await writeFile(file, recordingText(recording)).catch((cause) => {
      throw cannotWrite(file, cause);
    });
    process.stdout.write(`${path.relative(process.cwd(), file)}\n`);
  }
  return 0;
});

/**
 * Whether the recording that is there shows the same: a new one would change nothing but ids and times. One that can't be
 * read is made anew.
 */
function shown(id: string, run: Recording): boolean {
  const recording = recordingOrTrouble(id);
  return (
    !(recording instanceof CannotRunError) &&
    samePeers(recording, run) &&
    isDeepStrictEqual(storyOf(recording), storyOf(run)) &&
    sameResults(recording, run) &&
    isDeepStrictEqual(...comparable(wireOf(recording), wireOf(run)))
  );
}

const notWorthKeeping = (id: string, reason: Text | undefined) =>
  new CannotRunError(
    'not-recorded',
    {
      en: `${id} was not recorded (${reason?.en ?? 'a claim is broken'})`,
      ja: `${id} は記録していません(${reason?.ja ?? '主張が破れました'})`,
    },
    {
      en: `see why with npm run lab ${id.slice(0, 2)}`,
      ja: `npm run lab ${id.slice(0, 2)} で確かめてください`,
    },
  );
