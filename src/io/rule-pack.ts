import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Catalog, ClientEntry } from '../model/catalog.js';
import type { MaturityModel } from '../model/maturity-model.js';
import type { PracticeEntry } from '../model/practice.js';
import type { Rule, RuleSet } from '../model/rule.js';

/** The path is the same seen from `src/io` and from `dist/io`. */
const packUrl = new URL('../../rules/compiled.json', import.meta.url);

interface RulePack {
  readonly clients: readonly ClientEntry[];
  readonly practices: readonly PracticeEntry[];
  readonly rules: readonly Rule[];
  readonly maturity: MaturityModel;
  readonly hash: string;
}

let loaded: RulePack | undefined;

/**
 * What is shipped with resilint. The file was validated when the package was built, so it is
 * trusted here: start-up pays neither for YAML nor for a schema library.
 */
function rulePack(): RulePack {
  loaded ??= readRulePack();
  return loaded;
}

function readRulePack(): RulePack {
  const bytes = readFileSync(packUrl);
  const pack = JSON.parse(bytes.toString('utf8')) as Omit<RulePack, 'hash'>;
  return { ...pack, hash: createHash('sha256').update(bytes).digest('hex') };
}

/** The clients and guards shipped with resilint, sorted by name, and the tools of practices. */
export function shippedCatalog(): Catalog {
  const { clients, practices, hash } = rulePack();
  return { clients, practices, hash };
}

/** The rules shipped with resilint, by topic and id. */
export function shippedRules(): RuleSet {
  const { rules, hash } = rulePack();
  return { rules, hash };
}

/** The maturity model shipped with resilint. */
export const shippedMaturityModel = (): MaturityModel => rulePack().maturity;
