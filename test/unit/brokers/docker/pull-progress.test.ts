import { describe, expect, it } from 'vitest';
import { PullProgress } from '../../../../harness/brokers/docker/pull-progress.ts';

const downloading = (id: string, current: number, total: number) => ({
  id,
  status: 'Downloading',
  progressDetail: { current, total },
});

describe('how much of an image has come', () => {
  it('is unknown at first', () => {
    const progress = new PullProgress();
    progress.see({ status: 'Pulling from library/eclipse-mosquitto', id: '2.0.22' });
    progress.see({ status: 'Pulling fs layer', id: 'a' });
    expect(progress.amount).toBeUndefined();
  });

  it('adds up the layers, and counts unpacking no second time', () => {
    const progress = new PullProgress();
    progress.see(downloading('a', 1_000_000, 4_000_000));
    progress.see(downloading('b', 500_000, 6_500_000));
    expect(progress.amount).toBe('1.5 / 10.5 MB');
    progress.see({ id: 'a', status: 'Download complete', progressDetail: {} });
    progress.see({ id: 'a', status: 'Extracting', progressDetail: { current: 1, total: 4_000_000 } });
    expect(progress.amount).toBe('4.5 / 10.5 MB');
    progress.see({ id: 'b', status: 'Pull complete' });
    expect(progress.amount).toBe('10.5 / 10.5 MB');
  });
});
