import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  {
    ignores: [
      'dist/',
      'src/runtime/dist/',
      'build/',
      'coverage/',
      'fixtures/',
      // A package of its own, whose packages are not installed here.
      'examples/',
      'templates/compiled.mjs',
      'templates/compiled-fix.mjs',
      'templates/runtime/',
      'test/*/**/fixtures/',
      // Shared with other tools and kept byte for byte, so that figures stay comparable.
      'bench/detection/score.mjs',
    ],
  },
  {
    files: ['**/*.ts', '**/*.js', '**/*.mjs'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'max-lines': ['error', 300],
      'max-lines-per-function': ['error', 40],
      complexity: ['error', { max: 12, variant: 'modified' }],
      'max-params': ['error', 3],
      'max-depth': ['error', 3],
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    files: ['src/cli/**'],
    rules: { 'no-console': 'off' },
  },
  {
    // Measurements are programs for hand use, in JavaScript without types, and print figures.
    files: ['bench/**/*.mjs'],
    extends: [tseslint.configs.disableTypeChecked],
    rules: {
      'no-console': 'off',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-nocheck': 'allow-with-description' }],
    },
  },
  {
    // What runs in the reader's browser, as it stands.
    files: ['templates/report/*.js'],
    extends: [tseslint.configs.disableTypeChecked],
  },
  {
    files: ['test/**'],
    rules: {
      // A describe block is one function; an absent element fails the test, which is its purpose.
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);
