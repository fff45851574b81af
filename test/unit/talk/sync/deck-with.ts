import { CannotRunError } from '../../../../harness/base/errors.ts';
import { synced } from '../../../../harness/talk/sync/sync.ts';

/** A deck of one block. */
export const deckWith = (kind: string, what: string, between = '') =>
  `# Title \n\ntext\r\n[sync]: # "${kind} ${what}"\n${between}[synced]: # "${kind}"\n\n<!-- notes -->`;

/** What is written between the markers of a deck of one block. */
export const block = (kind: string, what: string) =>
  synced('/talk.md', deckWith(kind, what), 'en').text.split('\n').slice(4, -4).join('\n').trim();

/** What the error says. */
export const complaint = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof CannotRunError) return String(error.message);
    throw error;
  }
  return 'none';
};
