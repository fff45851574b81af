import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Language, Text } from '../../../base/text.ts';
import { element, escapeXml } from '../../../base/xml.ts';
import { repositoryRoot } from '../../../process/repository-root.ts';
import * as words from '../../words.ts';

/** What a page says of a task, a folder in `labs/NAME/tasks` whose name begins with the task's number. */
export interface ShownTask {
  readonly number: number;
  readonly title: Text;
  readonly asks: Text;
  readonly hints: readonly Text[];
}

/** The tasks of a lab in order. */
export async function tasksOf(lab: string): Promise<ShownTask[]> {
  const folder = path.join(repositoryRoot, 'labs', lab, 'tasks');
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => existsSync(path.join(folder, name, 'task.ts')));
  const tasks = names.map(async (name): Promise<ShownTask> => {
    const module: { default: Omit<ShownTask, 'number'> } = await import(
      pathToFileURL(path.join(folder, name, 'task.ts')).href
    );
    return { ...module.default, number: Number.parseInt(name, 10) };
  });
  return (await Promise.all(tasks)).toSorted((a, b) => a.number - b.number);
}

/** The tasks as Markdown, each with the command that judges it. Hints are closed. */
export function drawTasks(lab: string, tasks: readonly ShownTask[], language: Language): string {
  if (tasks.length === 0) return '';
  const parts = tasks.map(({ number, title, asks, hints }) =>
    [
      `### ${number}. ${escapeXml(title[language])}`,
      escapeXml(asks[language]),
      `\`\`\`sh\nnpm run lab ${lab.slice(0, 2)} -- --task ${number}\n\`\`\``,
      ...hints.map((hint, level) =>
        element(
          'details',
          {},
          element('summary', {}, `${words.hint[language]} ${level + 1}`),
          element('p', {}, escapeXml(hint[language])),
        ).replaceAll('\n', ' '),
      ),
    ].join('\n\n'),
  );
  return [`## ${words.tasks[language]}`, ...parts].join('\n\n');
}
