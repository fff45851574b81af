import { followPackets } from './cursor.ts';
import { reachByKeyboard } from './scrolling.ts';

for (const step of document.querySelectorAll<HTMLElement>('.run-step')) followPackets(step);
reachByKeyboard();
