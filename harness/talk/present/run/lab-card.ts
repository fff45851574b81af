import type { LabDefinition } from '../../../lab/lab.ts';
import type { LabCard } from '../state.ts';

const versions = [4, 5] as const;

export const labCard = ({ id, title, claims, score }: LabDefinition): LabCard => ({
  id,
  title,
  claims: Object.entries(claims).map(([claim, { says, statements }]) => ({
    id: claim,
    says,
    under: versions.filter((version) => statements[version] !== undefined),
  })),
  ...(score && { score }),
});
