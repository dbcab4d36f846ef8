import { expect, test } from 'vitest';
import { optionPlace } from '../../src/fix/options/place.js';
import { parsePlace } from '../../src/judge/settings/places.js';
import { placeSchema } from '../../src/model/catalog-scope.js';

const DOTTED = "instance.1['message.timeout.ms']";

test('a property whose name has dots is one part of a place', () => {
  expect(placeSchema.safeParse(DOTTED).success).toBe(true);
  expect(parsePlace(DOTTED)).toMatchObject({ index: 1, path: ['message.timeout.ms'] });
  expect(parsePlace("instance.0['a.b'].c?d").path).toEqual(['a.b', 'c']);
  expect(parsePlace('setup.A.register.0.useFactory.().timeout').path).toEqual([
    'useFactory',
    '()',
    'timeout',
  ]);
});

test('a bracket that is not closed is no place', () => {
  expect(placeSchema.safeParse("instance.1['message.timeout.ms'").success).toBe(false);
  expect(placeSchema.safeParse('instance.1[message]').success).toBe(false);
});

test('no edit writes a property whose name has dots', () => {
  expect(optionPlace(DOTTED)).toBeNull();
  expect(optionPlace('instance.1.timeout')).not.toBeNull();
});
