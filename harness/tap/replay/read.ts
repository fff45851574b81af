import { readFile } from 'node:fs/promises';
import { CannotRunError } from '../../base/errors.ts';
import { fromRecording } from '../../wire/trace/reading.ts';
import { connectionsInCapture } from './from-capture.ts';
import { connectionsIn, type RecordedConnection } from './recorded.ts';

export interface Replayable {
  readonly connections: readonly RecordedConnection[];
  /** Packets that are not in the file, because the tap did not keep all of their bytes. */
  readonly missing: number;
}

/**
 * Reads what clients sent, from a pcapng file or from lines of `--json`.
 * @throws CannotRunError `recording-not-readable`
 */
export async function readReplay(file: string): Promise<Replayable> {
  const content = await readFile(file).catch((cause) => {
    throw notReadable(file, cause);
  });
  const captured = connectionsInCapture(content);
  const found =
    captured === undefined ? fromLines(file, content.toString()) : { connections: captured, missing: 0 };
  if (found.connections.length === 0) throw notReadable(file);
  return found;
}

function fromLines(file: string, text: string): Replayable {
  const entries = text.split('\n').flatMap((line, at) => {
    if (line.trim() === '') return [];
    const { offence: _, ...entry } = parsed(file, line);
    return [...fromRecording({ format: 'mqtt-trace', version: 1, entries: [entry] }, `${file}:${at + 1}`)];
  });
  return connectionsIn(entries);
}

function parsed(file: string, line: string): { readonly offence?: unknown } {
  try {
    return JSON.parse(line) as { readonly offence?: unknown };
  } catch (cause) {
    throw notReadable(file, cause);
  }
}

const notReadable = (file: string, cause?: unknown) =>
  new CannotRunError(
    'recording-not-readable',
    {
      en: `${file} has no packets of a client to send again`,
      ja: `${file} に、送り直せるクライアントのパケットがありません`,
    },
    {
      en: 'use a file of npm run tap -- --write FILE, or its lines with --json',
      ja: 'npm run tap -- --write FILE のファイルか、--json の出力を使ってください',
    },
    { cause },
  );
