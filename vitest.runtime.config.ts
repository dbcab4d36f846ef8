import { defineConfig } from 'vitest/config';
import whole from './vitest.config.js';

/** Only what is quick and concerns the runtime: mutation testing runs it thousands of times. */
export default defineConfig({
  resolve: whole.resolve ?? {},
  test: {
    include: ['test/runtime/{breaker,timeout,retry,bulkhead,fallback,core}/**/*.test.ts'],
    testTimeout: 10_000,
  },
});
