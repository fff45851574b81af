import '../process/node-version.ts';

export { between, oneOf } from './claim.ts';
export { defineLab, type Lab } from './lab.ts';
export { sinceConnect } from './since-connect.ts';
export { runDirectly } from './terminal/directly.ts';
