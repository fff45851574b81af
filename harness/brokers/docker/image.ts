import type { Readable } from 'node:stream';
import type { ContainerRuntimeClient } from 'testcontainers';
import type { Text } from '../../base/text.ts';
import { isNotFound } from './engine-answers.ts';
import { imageNotAvailable } from './image-not-available.ts';
import { type PullEvent, PullProgress } from './pull-progress.ts';

/** The part of the engine's client that this file uses. */
type Docker = Pick<ContainerRuntimeClient['container']['dockerode'], 'getImage' | 'pull'>;

export interface ImageRequest {
  readonly image: string;
  /** The environment variable that names another image. */
  readonly variable: string;
  readonly report: (progress: Text) => void;
  readonly signal: AbortSignal;
  /** How long the first event of a pull may take, in ms. After that, the registry counts as unreachable. */
  readonly patience?: number;
}

/** A pull without any event for this long, in ms, is cancelled. */
const standstill = 60_000;
/** The least time between two lines of progress, in ms. */
const betweenReports = 500;

/**
 * Pulls an image that is not present, and reports progress. Testcontainers' own pull reports none, and treats an error
 * inside the engine's answer as a successful pull.
 * @throws CannotRunError `image-not-available`; the signal's reason
 */
export async function ensureImage(docker: Docker, request: ImageRequest): Promise<void> {
  if (await isHere(docker, request.image)) return;
  try {
    await pull(docker, request);
  } catch (error) {
    request.signal.throwIfAborted();
    throw imageNotAvailable(request, error);
  }
}

async function isHere(docker: Docker, image: string): Promise<boolean> {
  try {
    await docker.getImage(image).inspect();
    return true;
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
}

async function pull(docker: Docker, { image, report, signal, patience = 8000 }: ImageRequest): Promise<void> {
  report({ en: `pulling the image ${image} …`, ja: `イメージ ${image} を取得しています…` });
  const late = new AbortController();
  const tooLate = () => late.abort(new Error('timeout: the registry does not answer'));
  let timer = setTimeout(tooLate, patience);
  const abortSignal = AbortSignal.any([signal, late.signal]);
  try {
    const answer = (await docker.pull(image, { abortSignal })) as Readable;
    const giveUp = () => answer.destroy(abortSignal.reason);
    abortSignal.addEventListener('abort', giveUp, { once: true });
    if (abortSignal.aborted) giveUp();
    const progress = new PullProgress();
    let reported = performance.now();
    let before = '';
    for await (const line of lines(answer)) {
      clearTimeout(timer);
      timer = setTimeout(tooLate, standstill);
      const event = JSON.parse(line) as PullEvent;
      if (event.error !== undefined) throw new Error(event.error);
      progress.see(event);
      const { amount } = progress;
      if (amount === undefined || amount === before || performance.now() - reported < betweenReports)
        continue;
      before = amount;
      reported = performance.now();
      report({ en: `pulling ${image}: ${amount}`, ja: `${image} を取得中: ${amount}` });
    }
    report({ en: `pulled ${image}`, ja: `${image} を取得しました` });
  } catch (error) {
    abortSignal.throwIfAborted();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** The lines of a stream, without empty ones. Unlike readline, this throws the errors of the stream. */
async function* lines(stream: Readable): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of stream.setEncoding('utf8')) {
    const parts = `${rest}${chunk}`.split('\n');
    rest = parts.pop() ?? '';
    yield* parts.filter((part) => part.trim() !== '');
  }
  if (rest.trim() !== '') yield rest;
}
