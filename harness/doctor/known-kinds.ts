import { existsSync } from 'node:fs';
import { same } from '../base/text.ts';
import { brokerKinds } from '../brokers/kinds.ts';
import { missingImage } from '../clients/in-image.ts';
import { clientKinds } from '../clients/kinds.ts';
import { pinnedImage } from '../process/pinned-image.ts';
import type { Check } from './check.ts';

/** The image of each kind of broker that has one. */
export const images: readonly Check[] = brokerKinds.flatMap(({ name, title }): Check[] => {
  const dockerfile = new URL(`../brokers/${name}/Dockerfile`, import.meta.url);
  if (!existsSync(dockerfile)) return [];
  return [
    {
      what: { en: `image of ${title}`, ja: `${title} のイメージ` },
      for: same(`--broker ${name}`),
      find: async () => {
        const image = await pinnedImage(dockerfile);
        const trouble = await missingImage(image);
        if (trouble === undefined) return { here: same(image) };
        const { en, ja } = trouble.advice;
        return {
          ...trouble,
          advice: {
            en: `pulled when it is first used; now: ${en}`,
            ja: `最初に使うときに取得します。今すぐなら: ${ja}`,
          },
        };
      },
    },
  ];
});

/** Each client that labs 12 and 13 run. */
export const clients: readonly Check[] = clientKinds.map(({ title, find }) => ({
  what: same(title),
  for: { en: 'labs 12 and 13', ja: 'ラボ 12、13' },
  find: async () => {
    const found = await find();
    if ('missing' in found) return found;
    return {
      here: { en: `${found.version}  ${found.origin.en}`, ja: `${found.version}  ${found.origin.ja}` },
    };
  },
}));
