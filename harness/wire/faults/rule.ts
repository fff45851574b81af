/** What a fault does with the packet it hits. `strand` keeps the packet and freezes its connection. */
export type Action = 'pass' | 'lose' | 'hold' | 'delay' | 'duplicate' | 'strand';

/** What a fault then does with the connection. */
export type Sequel = 'none' | 'cut' | 'freeze';
