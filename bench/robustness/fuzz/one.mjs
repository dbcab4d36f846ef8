// @ts-nocheck: part of scripts for hand use, run by Node as it stands.
// Checks one repository, given as JSON on stdin, and prints its problem.
import { readFileSync } from 'node:fs';
import { assess, reportJson, reportText } from '../../../dist/index.js';
import { assessmentSchema as schema } from '../../../dist/model/assessment.js';
import { problemOf } from './check.mjs';

const files = JSON.parse(readFileSync(0, 'utf8'));
process.stdout.write(problemOf(files, { assess, reportJson, reportText, schema }) ?? '');
