import { describe, expect, test } from 'vitest';
import { columns } from '../../../../harness/base/columns.ts';
import { languages } from '../../../../harness/base/text.ts';
import { commandOf } from '../../../../harness/lab/terminal/directly.ts';
import { allOptions, type Command } from '../../../../harness/process/command/command.ts';
import { helpOf } from '../../../../harness/process/command/help.ts';
import { parse } from '../../../../harness/process/command/parse.ts';
import { labIds, loadLab } from '../../../../labs/index.ts';
import { commandFiles, commandIn } from '../../../support/commands.ts';

const commands: Command[] = [
  ...(await Promise.all(commandFiles.map(([, file]) => commandIn(file)))),
  ...(await Promise.all(labIds.map(async (id) => commandOf(await loadLab(id))))),
];

test('each npm script that runs a file of ours has its command there, by its own name', () => {
  const names = commandFiles.map(([script]) => (script === 'start' ? 'npm start' : `npm run ${script}`));
  expect(commands.slice(0, names.length).map(({ name }) => name)).toEqual(names);
});

describe.for(commands)('$name', (command) => {
  test.for(languages)('its help in %s has every option that is parsed, on 80 columns', (language) => {
    const help = helpOf(command, language);
    for (const [name, { short, [language]: says }] of Object.entries(allOptions(command))) {
      expect(help).toMatch(new RegExp(`^ {2}${short ? `-${short}, ` : ' {4}'}--${name}[ \n]`, 'm'));
      expect(says).not.toBe('');
    }
    for (const line of help.split('\n')) expect(columns(line), line).toBeLessThanOrEqual(80);
  });

  test('-h asks for it', () => {
    expect(parse(['-h'], command).help).toBe(true);
  });
});
