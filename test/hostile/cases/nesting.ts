import { axios, call, source, type HostileCase } from '../hostile-case.js';

const LEVELS = 10_000;

const nested = (open: string, close: string, inside = 'a'): string =>
  `${call}x = ${open.repeat(LEVELS)}${inside}${close.repeat(LEVELS)};\n`;

const deep = (input: string, text: string, file = 'hostile.ts'): HostileCase =>
  source(`10,000 ${input}`, text, { file, fate: { failed: 'nested too deeply' } });

const long = (input: string, text: string, calls: number): HostileCase =>
  source(`10,000 ${input}`, text, { fate: 'analysed', calls });

export const nesting: readonly HostileCase[] = [
  deep('parentheses inside each other', nested('(\n', ')')),
  deep('lists inside each other', nested('[\n', ']')),
  deep('conditional expressions inside each other', nested('a ? b :\n', '')),
  deep('unary operators in a row', nested('!-~+typeof\n', '')),
  deep('elements inside each other', nested('<a>\n', '</a>', ''), 'hostile.tsx'),
  deep('template literals inside each other', nested('`${\n', '}`')),
  deep('`else if` branches in a row', `${call}if (a) b();${'\nelse if (a) b();'.repeat(LEVELS)}`),
  deep('loops without braces inside each other', `${call}${'while (a)\n'.repeat(LEVELS)};`),
  deep(
    'type arguments inside each other',
    `${call}let x: ${'A<\n'.repeat(LEVELS)}B${'>'.repeat(LEVELS)};`,
  ),
  long('members in a row', `${call}x = a${'\n.b'.repeat(LEVELS)};`, 1),
  long('`.then()` in a row', `${axios}axios.get('a')${'\n.then((b) => b)'.repeat(LEVELS)};`, 1),
  long('operands of one sum', `${call}x = a${'\n + a'.repeat(LEVELS)};`, 1),
  long(
    'alternatives of calls',
    `${axios}x = axios.get('a')${"\n || axios.get('a')".repeat(LEVELS)};`,
    LEVELS + 1,
  ),
  long('calls of one chain', `${axios}x = axios${"\n.get('a')".repeat(LEVELS)};`, 1),
];
