import type { RegistrationFact } from '../../model/catalog-entry.js';
import type { Expression } from '../../parse/facts.js';
import type { Place } from '../../resolve/values.js';
import type { Entering } from './entering.js';
import type { Hosts } from './hosts.js';
import type { Reading } from './texts.js';

/** A call that registers, and what is known of it. */
export interface Registering {
  readonly reading: Reading & { readonly entering: Entering };
  readonly hosts: Hosts;
  readonly registers: RegistrationFact;
}

/** A handler that stands at a place of a registration. */
export interface Handed {
  readonly expression: Expression;
  readonly place: Place;
}
