import { CannotRunError } from '../../base/errors.ts';

/** The error of a run that a person ended. */
export const interrupted = () =>
  new CannotRunError(
    'interrupted',
    { en: 'interrupted', ja: '中断されました' },
    { en: 'you can run it again', ja: 'いつでもやり直せます' },
  );
