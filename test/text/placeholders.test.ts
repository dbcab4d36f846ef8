import { describe, expect, it } from 'vitest';
import { fillPlaceholders, placeholdersOf } from '../../src/text/placeholders.js';

describe('placeholders of a text', () => {
  it('are listed by their paths, spaces or not, in their order', () => {
    expect(placeholdersOf('{{call.name}} waits {{ call.ms }}')).toEqual(['call.name', 'call.ms']);
  });

  it('are replaced all, and by what the path means', () => {
    const filled = fillPlaceholders('{{a}} and {{b}} and {{a}}', (path) => path.toUpperCase());
    expect(filled).toBe('A and B and A');
  });

  it('are not looked for in what replaced them', () => {
    expect(fillPlaceholders('{{a}}', () => '{{b}} $& $1')).toBe('{{b}} $& $1');
  });

  it('need two braces: code in messages stays as it is', () => {
    expect(placeholdersOf('{ timeout: 5000 } and `{a}`')).toEqual([]);
  });
});
