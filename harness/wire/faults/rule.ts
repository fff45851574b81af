/** What a fault does with the packet it hits; `strand`: keeps it on a connection that is frozen. */
export type Action = 'pass' | 'lose' | 'hold' | 'delay' | 'duplicate' | 'strand';

/** What it does with the connection once the packet is dealt with. */
export type Sequel = 'none' | 'cut' | 'freeze';
