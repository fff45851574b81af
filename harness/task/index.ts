import '../process/node-version.ts';

export { between, oneOf } from '../lab/index.ts';
export { defineTask } from './task.ts';
