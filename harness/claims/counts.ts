import { gallery } from '../../labs/faults.ts';
import { labIds, loadLab } from '../../labs/index.ts';
import { claimsOf } from '../lab/lab.ts';
import type { ProtocolVersion } from '../protocol/version.ts';
import { specObservations } from './observations/index.ts';
import { specGallery } from './themes/faults.ts';
import { specClaims } from './themes/index.ts';

/** The numbers in the project's documents, by the name in their markers. */
export async function counts(): Promise<Readonly<Record<string, number>>> {
  const labs = await Promise.all(labIds.map(loadLab));
  const claims = [...labs.flatMap(claimsOf), ...specClaims];
  const cited = (version: ProtocolVersion) =>
    new Set(claims.flatMap(({ statements }) => statements[version] ?? [])).size;
  return {
    labs: labs.length,
    claims: claims.length,
    'claims-beyond-the-talk': specClaims.length,
    'statements-3.1.1': cited(4),
    'statements-5': cited(5),
    'faulty-brokers': new Set([...gallery, ...specGallery].map(({ does }) => does)).size,
    observations: specObservations.length,
  };
}
