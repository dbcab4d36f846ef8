import { call, source, type HostileCase } from '../hostile-case.js';

const named = (input: string, file: string): HostileCase =>
  source(`a file or folder name with ${input}`, call, { file, fate: 'analysed', calls: 1 });

/** Text and errors show them escaped, JSON holds them as they are. */
export const names: readonly HostileCase[] = [
  named('newlines and tabs', 'a\nb/c\td.ts'),
  named('control characters and escape sequences', 'a\x07\x1b[31m\x1b]0;title\x07b.ts'),
  named('markup', '<img src=x onerror=alert(1)>&amp;.ts'),
  named('quotes and shell syntax', `'"\`$(touch marker)\`;&|*.ts`),
  named('a GitHub workflow command', '::error file=a.ts::owned.ts'),
  named('an old GitHub or Azure command', '##[error]owned ##vso[task.complete]x.ts'),
  named('right-to-left and zero-width marks', 'a\u202Egpj.\u2066\u200B\uFEFFb.ts'),
  named('combining marks and surrogate pairs', 'a\u0301\u{1F4A9}\u{E0001}.ts'),
  named('a leading dash', '--output=owned.ts'),
  named('nothing but a name of every object', 'constructor/__proto__/hasOwnProperty.ts'),
  named('brackets and glob characters', '[id]/{a,b}/(group)/!*.ts'),
  named('250 characters', `${'x'.repeat(250)}.ts`),
];
