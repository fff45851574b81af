/**
 * Hashes of the style elements that Marp's custom elements insert (marp-core 4.4.0): h1 to h6, pre, and their scaling. If
 * one is missing here, the browser refuses it and names its hash.
 */
export const marpStyles: readonly string[] = [
  'cBVZ4iIkyrJd4a9a4C467incqqgnTQbA4qVDzc2Grks=',
  'uSzNL1hHpREjQ4SbQanTKhdn3cGz1+dWGI8TQo+mMOw=',
  'mC5TFK8akesqc+n5CQYujJeCQYiwnlCLY40vZ4L4IPo=',
  '8DuXtLv7Yf4Din7y/MeBsBqqZogmr75hZuiuTxPw3QA=',
  'pzDaWeS+6mgwJkwOkGNWco1Z+kVqos3YtfY4u28wnQw=',
  'MPehKHpwG1Wfuj+b/1C4ABJK/zQihJkxGecWDHCvkKM=',
  'ZHXsu3CwWa2WQyCOyI0Lu5e4jFCPLZhXOKZJR2izAB8=',
  'E8BJatsvwGSkDPqwhrgf1K3s9EfrOFtlIoeUtsfY1ks=',
];
