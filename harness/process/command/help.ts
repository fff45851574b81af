import { columns, padded } from '../../base/columns.ts';
import type { Language, Text } from '../../base/text.ts';
import { wrapped } from '../../base/wrapped.ts';
import { allOptions, type Command, type Option } from './command.ts';

/** In columns. */
const WIDTH = 80;

const headings = {
  options: { en: 'Options:', ja: 'オプション:' },
  exitCodes: { en: 'Exit code: ', ja: '終了コード: ' },
  environment: { en: 'Environment: ', ja: '環境変数: ' },
};

/** What `--help` prints. */
export function helpOf(command: Command, language: Language): string {
  const { notes = [], exitCodes = {}, environment = [] } = command;
  const lines = [
    usage(command, language),
    ...paragraph(command[language]),
    '',
    headings.options[language],
    ...optionLines(command, language),
    ...notes.flatMap((note) => paragraph(note[language])),
    ...codeLines(exitCodes, language),
    ...(environment.length === 0
      ? []
      : wrapped(headings.environment[language] + environment.join(', '), WIDTH)),
  ];
  return `${lines.join('\n')}\n`;
}

/** npm passes the words after `--` to the program. */
function usage({ name, word, several, program }: Command, language: Language): string {
  const words = [
    name,
    word && `[${word[language]}${several ? ' …' : ''}]`,
    name.startsWith('npm ') && '--',
    optional[language],
    program && `[--] ${program[language]}`,
  ];
  return words.filter(Boolean).join(' ');
}

const optional: Text = { en: '[options]', ja: '[オプション]' };

const paragraph = (text: string): string[] =>
  text.split('\n').flatMap((line) => (line.startsWith('  ') ? [line] : wrapped(line, WIDTH, '')));

const codeLines = (codes: NonNullable<Command['exitCodes']>, language: Language): string[] =>
  Object.entries(codes).map(([code, says], at) => {
    const heading = headings.exitCodes[language];
    return `${padded(at === 0 ? heading : '', columns(heading))}${code} ${says[language]}`;
  });

function optionLines(command: Command, language: Language): string[] {
  const rows = Object.entries(allOptions(command)).map(([name, option]) => {
    const letter = option.short === undefined ? '    ' : `-${option.short}, `;
    const value = option.value ? ` ${option.value[language]}` : '';
    return { left: `  ${letter}--${name}${value}`, says: option[language] + otherwise(option, language) };
  });
  const width = 2 + Math.max(...rows.map(({ left }) => columns(left)));
  return rows.flatMap(({ left, says }) =>
    wrapped(says, WIDTH - width, '').map((line, at) => padded(at === 0 ? left : '', width) + line),
  );
}

/** The default of an option. */
function otherwise({ otherwise, default: word = [] }: Option, language: Language): string {
  const taken = otherwise?.[language] ?? [word].flat().join(', ');
  if (taken === '') return '';
  return language === 'ja' ? `(既定: ${taken})` : ` (default: ${taken})`;
}
