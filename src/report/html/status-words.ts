/** What the statuses of the maturity model are called for people; the others speak for themselves. */
const words: Readonly<Record<string, string>> = {
  'library-default': 'only by the default of the client',
  'long-default': 'only after minutes, by the default of the client',
  builtin: 'built into the client',
  delegated: 'left to callers',
  partial: 'in part',
  partly: 'in part',
  none: 'without any',
  no: 'without',
  absent: 'without anything to judge',
  unknown: 'not known',
  default: 'as the client comes',
  unbounded: 'without a bound',
  handled: 'answered with an honest error',
  uncollected: 'not looked at',
};

/** "without any", where the assessment says "none". */
export const statusWord = (status: string): string => words[status] ?? status;
