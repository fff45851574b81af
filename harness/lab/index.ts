import '../node-version.ts';

export { between, oneOf } from './claim.ts';
export { runDirectly } from './directly.ts';
export { defineLab, type Lab } from './lab.ts';
