import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Assessment } from '../src/model/assessment.js';
import { EXAMPLE, MATURITY_DOCS, maturityDocs } from './maturity-docs.js';
import { compileMaturity } from './rule-compiler.js';

const example = JSON.parse(readFileSync(`${EXAMPLE}/assessment.json`, 'utf8')) as Assessment;
mkdirSync('docs', { recursive: true });
writeFileSync(MATURITY_DOCS, await maturityDocs(compileMaturity(process.cwd()), example));
