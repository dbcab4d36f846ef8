import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const runtime = fileURLToPath(new URL('src/runtime/src', import.meta.url));

export default defineConfig({
  resolve: {
    // The sources, so that no test sees a stale build.
    alias: [
      { find: /^@resilint\/runtime$/, replacement: `${runtime}/index.ts` },
      {
        find: /^@resilint\/runtime\/(config|node|telemetry|trip-rules)$/,
        replacement: `${runtime}/$1.ts`,
      },
    ],
  },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/workshop/compile-rules.setup.ts',
    // By default one processor is left alone, which on a machine of two is half of them.
    maxWorkers: '100%',
    testTimeout: 20_000,
  },
});
