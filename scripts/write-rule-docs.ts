import { mkdirSync, writeFileSync } from 'node:fs';
import { compileRules } from './rule-compiler.js';
import { RULE_DOCS, ruleDocs } from './rule-docs.js';

mkdirSync('docs', { recursive: true });
writeFileSync(RULE_DOCS, await ruleDocs(compileRules(process.cwd())));
