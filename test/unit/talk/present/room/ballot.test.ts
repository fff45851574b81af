import { expect, test } from 'vitest';
import { Ballot } from '../../../../../harness/talk/present/room/broker/ballot.ts';

const question = { slide: 3, asks: 'How many?', options: ['0', '1', '2'] };

function opened() {
  const ballot = new Ballot();
  ballot.ask(question);
  return ballot;
}

test('one phone has one vote, and may change it', () => {
  const ballot = opened();
  expect([ballot.join('a'), ballot.join('b')]).toEqual([1, 2]);
  ballot.vote('a', 0);
  ballot.vote('b', 2);
  ballot.vote('a', 2);
  expect(ballot.tally).toEqual({ slide: 3, votes: [0, 0, 2], phones: 2 });
});

test('a phone that leaves is counted out; one that is not there has no vote', () => {
  const ballot = opened();
  ballot.join('a');
  ballot.vote('a', 1);
  ballot.vote('nobody', 1);
  expect(ballot.tally).toEqual({ slide: 3, votes: [0, 1, 0], phones: 1 });
  expect(ballot.leave('a')).toBe(1);
  expect(ballot.leave('a')).toBeUndefined();
  expect(ballot.tally).toEqual({ slide: 3, votes: [0, 0, 0], phones: 0 });
});

test('votes are kept by slide, and only on what is asked', () => {
  const ballot = opened();
  ballot.join('a');
  ballot.vote('a', 1);
  ballot.ask(undefined);
  ballot.vote('a', 0);
  expect(ballot.tally).toEqual({ slide: 0, votes: [], phones: 1 });
  ballot.ask({ ...question, slide: 4, options: ['yes', 'no'] });
  ballot.vote('a', 2);
  expect(ballot.tally).toEqual({ slide: 4, votes: [0, 0], phones: 1 });
  ballot.ask(question);
  expect(ballot.tally).toEqual({ slide: 3, votes: [0, 1, 0], phones: 1 });
});
