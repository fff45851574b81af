import type { Text } from '../../../base/text.ts';

export interface ReactionIcon {
  /** The payload of its PUBLISH. */
  readonly name: string;
  readonly says: Text;
  /** Outlines on a 64-unit grid, drawn with a round pen like the icons of the deck. */
  readonly path: string;
}

const face = 'M32 7a25 25 0 1 1 0 50a25 25 0 1 1 0-50z';

/** All reactions that a phone may send. */
export const reactions: readonly ReactionIcon[] = [
  {
    name: 'good',
    says: { en: 'good', ja: 'いいね' },
    path: 'M11 29h10v26H11zM21 30l9-19c5 0 8 4 7 9l-2 8h14c4 0 6 3 5 7l-4 15c-1 3-3 5-7 5H21',
  },
  {
    name: 'heart',
    says: { en: 'love it', ja: '好き' },
    path: 'M32 55C16 43 8 34 8 23a12 12 0 0 1 24-4a12 12 0 0 1 24 4c0 11-8 20-24 32z',
  },
  {
    name: 'laugh',
    says: { en: 'that is funny', ja: '笑った' },
    path: `${face}M18 33h28c0 10-6 15-14 15s-14-5-14-15zM20 24c2-4 6-4 8 0M36 24c2-4 6-4 8 0`,
  },
  {
    name: 'wow',
    says: { en: 'wow', ja: 'びっくり' },
    path: `${face}M23 23v3M41 23v3M32 35c8 0 8 14 0 14s-8-14 0-14z`,
  },
  {
    name: 'idea',
    says: { en: 'I see', ja: 'なるほど' },
    path: 'M25 45c-6-4-10-9-10-16a17 17 0 0 1 34 0c0 7-4 12-10 16v5H25zM27 57h10M32 45V34l-5-4M32 34l5-4',
  },
  {
    name: 'puzzled',
    says: { en: 'not clear to me', ja: 'わからない' },
    path: 'M14 9h36a7 7 0 0 1 7 7v22a7 7 0 0 1-7 7H32L19 56V45h-5a7 7 0 0 1-7-7V16a7 7 0 0 1 7-7zM25 22c0-9 14-9 14-1c0 5-7 5-7 10M32 37v1',
  },
];
