/**
 * The rooms of the house and the rooms that each may use, besides itself: the picture in docs/ARCHITECTURE.md. A room uses
 * rooms below it, never one above or beside it.
 */
export const mayUse = {
  base: [],
  process: ['base'],
  protocol: ['base'],
  wire: ['base', 'protocol'],
  brokers: ['base', 'process', 'protocol', 'wire'],
  clients: ['base', 'process', 'protocol'],
  keep: ['base', 'process', 'protocol', 'wire', 'brokers'],
  faulty: ['protocol', 'wire', 'brokers'],
  diagram: ['base', 'protocol', 'wire'],
  lab: ['base', 'process', 'protocol', 'wire', 'brokers', 'clients', 'diagram'],
  task: ['base', 'process', 'protocol', 'wire', 'brokers', 'clients', 'lab'],
  labs: ['base', 'clients', 'faulty', 'lab', 'task'],
  tap: ['base', 'process', 'protocol', 'wire', 'brokers', 'diagram', 'lab'],
  doctor: ['base', 'process', 'brokers', 'clients'],
  course: ['base', 'process', 'brokers', 'lab', 'labs', 'task'],
  claims: ['base', 'protocol', 'wire', 'brokers', 'faulty', 'lab', 'labs'],
  report: ['base', 'process', 'protocol', 'wire', 'brokers', 'clients', 'lab', 'claims'],
  talk: ['base', 'process', 'protocol', 'wire', 'brokers', 'diagram', 'lab', 'labs', 'report'],
  book: ['base', 'process', 'protocol', 'wire', 'brokers', 'diagram', 'lab', 'labs', 'report', 'talk'],
  verify: ['base', 'process', 'protocol', 'brokers', 'lab', 'claims', 'report'],
  situations: ['base', 'process', 'protocol', 'wire', 'brokers', 'clients', 'lab', 'report', 'verify'],
  bench: [
    'base',
    'process',
    'protocol',
    'wire',
    'brokers',
    'faulty',
    'lab',
    'labs',
    'claims',
    'talk',
    'verify',
  ],
  cli: [
    'base',
    'process',
    'brokers',
    'clients',
    'keep',
    'lab',
    'labs',
    'course',
    'doctor',
    'claims',
    'report',
    'talk',
    'book',
    'verify',
    'situations',
    'tap',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Room = keyof typeof mayUse;

/** `labs` is a room of its own; the others are folders of `harness`. */
export const roomOf = (file: string): string => {
  const [top = '', room = ''] = file.split('/');
  return top === 'harness' ? room : top;
};
