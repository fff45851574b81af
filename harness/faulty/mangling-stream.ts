/** The proxy's words, for faults of labs, which do not use the room below. */
export { inFrontOf, type Mangle, type Passage } from '../wire/mangling/mangle.ts';
