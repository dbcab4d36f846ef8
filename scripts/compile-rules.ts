import { InvalidRulesError, writeRulePack } from './rule-compiler.js';

try {
  const { clients, practices, rules } = writeRulePack(process.cwd());
  process.stdout.write(
    `rules/compiled.json: ${clients} clients, guards and frameworks, ${practices} practices, ${rules} rules\n`,
  );
} catch (error) {
  if (!(error instanceof InvalidRulesError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
