// Compares what the runtime library exports with the reports in src/runtime/api, one for each entry.
// `npm run check:api -- --write` writes them anew, after a wanted change.
import { join } from 'node:path';
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor';
import { entries, runtime } from './runtime-entries.mjs';

const configFile = join(runtime, 'api-extractor.json');
const localBuild = process.argv.includes('--write');

for (const entry of entries) {
  // The entry for Node exports all of it.
  if (entry === 'index') continue;
  const config = ExtractorConfig.loadFile(configFile);
  config.mainEntryPointFilePath = join(runtime, `dist/esm/${entry}.d.ts`);
  if (config.apiReport) config.apiReport.reportFileName = `${entry}.api.md`;
  const prepared = ExtractorConfig.prepare({
    configObject: config,
    configObjectFullPath: configFile,
    packageJsonFullPath: join(runtime, 'package.json'),
  });
  const { succeeded } = Extractor.invoke(prepared, { localBuild });
  if (!succeeded) process.exitCode = 1;
}
