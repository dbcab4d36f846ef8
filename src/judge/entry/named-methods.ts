import type { RegistrationFact } from '../../model/catalog-entry.js';
import type { Registering } from './registering.js';
import { textAt } from './texts.js';

/** `resource('users', 'UsersController')`: a registration of each method that a controller may have. */
export function namedMethods(registering: Registering): readonly Registering[] {
  const { reading, registers } = registering;
  const { methods = [], methodsOnly = [], methodsExcept = [] } = registers;
  if (Array.isArray(methods)) return [];
  const only = textAt(reading, methodsOnly)?.split('|');
  const except = textAt(reading, methodsExcept)?.split('|') ?? [];
  return Object.entries(methods)
    .filter(([method]) => only?.includes(method) !== false && !except.includes(method))
    .map(([method, name]) => ({
      ...registering,
      registers: { ...registers, name, methods: { [method]: name } },
    }));
}

/** The methods that run for a registration. */
export const methodNames = (
  methods: NonNullable<RegistrationFact['methods']>,
): readonly string[] => (Array.isArray(methods) ? methods : Object.keys(methods));
