import '../process/node-version.ts';

export { Authority, type KeyPair, type Subject } from '../brokers/setup/certificates.ts';
export type { Setup } from '../brokers/setup/setup.ts';
export { pagesOf } from './browser/pages.ts';
export { shown } from './browser/shown.ts';
export { between, oneOf } from './claim.ts';
export { tappedForPages } from './for-programs.ts';
export { defineLab, type Lab, type LabBroker } from './lab.ts';
export { sinceConnect } from './since-connect.ts';
export { runDirectly } from './terminal/directly.ts';
