import type { Text } from '../../base/text.ts';
import type { Lack } from './profile.ts';

/** What is missing, and the page that says so. */
export const lackText = ({ says, source }: Pick<Lack, 'says' | 'source'>): Text => ({
  en: `${says.en}: ${source}`,
  ja: `${says.ja}: ${source}`,
});
