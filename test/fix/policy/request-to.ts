/** A main file whose requests lead to every function that a file beside it exports. */
export function requestTo(file: './users.js', source: string): string {
  const exported = [...source.matchAll(/export (?:async )?(?:const|function\*?) (\w+)/g)];
  const names = exported.map((match) => match[1] ?? '');
  const calls = names.map((name) => `${name}(request)`);
  return [
    "import express from 'express';",
    `import { ${names.join(', ')} } from '${file}';`,
    `express().get('/', (request) => [${calls.join(', ')}]);`,
    '',
  ].join('\n');
}
