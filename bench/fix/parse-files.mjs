// @ts-nocheck: a script for hand use, run by Node as it stands.
// Parses the sources of the current folder once, by the parser of resilint or that of ts-morph: `speed.mjs` times it.
import { readdirSync, readFileSync } from 'node:fs';

const names = readdirSync('src').map((name) => `src/${name}`);
if (process.argv[2] === 'own') {
  const { parseSource } = await import('../../dist/parse/parser.js');
  for (const name of names) parseSource(name, readFileSync(name, 'utf8'));
} else {
  const { Project } = await import('ts-morph');
  const project = new Project({ skipFileDependencyResolution: true });
  project.addSourceFilesAtPaths(names);
}
