import { describe, expect, it } from 'vitest';
import type { Repository } from '../../src/model/repository.js';
import { emptyFiles, repositoryOf } from './repository-of.js';

const contextsIn = ({ sources }: Repository): Readonly<Record<string, string>> =>
  Object.fromEntries(sources.map(({ file, context }) => [file, context]));

const manifest = (dependencies: readonly string[], more: object = {}): string =>
  JSON.stringify({
    ...more,
    dependencies: Object.fromEntries(dependencies.map((name) => [name, '1.0.0'])),
  });

describe('the context of a file', () => {
  it('is the server without evidence of another', () => {
    const expected = {
      'src/a.ts': 'server',
      'src/client/users.client.ts': 'server',
      'src/tools/search.ts': 'server',
      'src/web/routes.ts': 'server',
      'bin/www.js': 'server',
      'client/a.ts': 'server',
    };
    expect(contextsIn(repositoryOf(emptyFiles(...Object.keys(expected))))).toEqual(expected);
  });

  it('is a script for migrations, seeds and tools', () => {
    const expected = {
      'db/migrations/001_users.js': 'script',
      'src/seeders/a.ts': 'script',
      'prisma/seed.ts': 'script',
      'knexfile.js': 'script',
      'database/20240101120000-users.js': 'script',
      'scripts/backfill.ts': 'script',
      'src/scripts/backfill.ts': 'script',
      'tools/a.ts': 'script',
      'bin/reindex.js': 'script',
    };
    expect(contextsIn(repositoryOf(emptyFiles(...Object.keys(expected))))).toEqual(expected);
  });

  it('is the browser in packages whose main file is a bundle for pages', () => {
    const expected = {
      'packages/js/src/load.ts': 'browser',
      'packages/both/src/load.ts': 'server',
    };
    const repository = repositoryOf({
      ...emptyFiles(...Object.keys(expected)),
      'packages/js/package.json': manifest([], { name: 'js', main: './dist/index.umd.cjs' }),
      'packages/both/package.json': manifest(['ws'], { name: 'both', main: './dist/index.umd.js' }),
    });
    expect(contextsIn(repository)).toEqual(expected);
  });

  it('is a script in packages that are commands or tools of the repository', () => {
    const bin = { bin: { tool: './dist/index.js' } };
    const expected = {
      'packages/cli/src/load.ts': 'script',
      'packages/kit/src/load.ts': 'script',
      'packages/service/src/load.ts': 'server',
      'packages/library/src/load.ts': 'server',
      'packages/shell-cli/src/load.ts': 'script',
      'packages/studio/src/load.ts': 'script',
      'packages/runner/src/load.ts': 'server',
      'packages/templated/src/load.ts': 'server',
      'libs/testing/src/load.ts': 'script',
      'libs/build/src/load.ts': 'script',
      'tools/releaser/src/load.ts': 'script',
    };
    const repository = repositoryOf({
      ...emptyFiles(...Object.keys(expected)),
      'packages/cli/package.json': manifest([], { name: '@app/cli', ...bin }),
      'packages/kit/package.json': manifest(['commander'], { name: 'kit', ...bin }),
      'packages/shell-cli/package.json': manifest([], { name: 'shell', ...bin, exports: {} }),
      'packages/studio/package.json': manifest(['commander'], {
        name: 'studio',
        scripts: { 'start:prod': 'node dist/index.js' },
        ...bin,
      }),
      'packages/runner/package.json': manifest(['commander'], {
        name: 'runner',
        scripts: { 'start:prod': 'node dist/server.js' },
        ...bin,
      }),
      'packages/templated/package.json': manifest(['express', 'inquirer'], {
        name: 'create-express-app',
        scripts: { start: 'node src/index.js' },
        ...bin,
      }),
      'libs/testing/package.json': manifest([], { name: '@app/testing' }),
      'libs/build/package.json': manifest([], { name: '@app/build' }),
      'packages/service/package.json': manifest(['commander', 'express'], { name: 's', ...bin }),
      'packages/library/package.json': manifest(['prompts'], {
        name: 'library',
        exports: { '.': './dist/index.js' },
        ...bin,
      }),
      'tools/releaser/package.json': manifest([], { name: 'releaser' }),
    });
    expect(contextsIn(repository)).toEqual(expected);
  });

  it('is the browser for hooks of a front end', () => {
    const expected = {
      'src/hooks/use-runner/index.ts': 'browser',
      'src/lib/useUsers.ts': 'browser',
      'src/lib/users.ts': 'server',
      'src/user-hooks/users.ts': 'server',
    };
    const repository = repositoryOf({
      ...emptyFiles(...Object.keys(expected)),
      'package.json': manifest(['react', 'next']),
    });
    expect(contextsIn(repository)).toEqual(expected);
  });

  it('is the browser for what a front end asks its server with', () => {
    const expected = {
      'api/users.ts': 'server',
      'src/App.tsx': 'browser',
      'src/api/client.ts': 'browser',
      'src/helpers/backend/client.ts': 'browser',
      'src/server/render.ts': 'server',
    };
    const repository = repositoryOf({
      ...emptyFiles(...Object.keys(expected)),
      'package.json': manifest(['react', 'react-dom', 'axios']),
    });
    expect(contextsIn(repository)).toEqual(expected);
  });

  it('is the server for the script that starts the service', () => {
    const repository = repositoryOf({
      ...emptyFiles('src/scripts/start.ts', 'src/scripts/clear.ts'),
      'package.json': '{"scripts": {"start": "tsx src/scripts/start.ts"}}',
    });
    expect(contextsIn(repository)).toEqual({
      'src/scripts/clear.ts': 'script',
      'src/scripts/start.ts': 'server',
    });
  });

  it('is a script for a file with #! unless its package offers it as a command', () => {
    const repository = repositoryOf({
      'src/fix.js': '#!/usr/bin/env node\n',
      'src/cli.js': '#!/usr/bin/env node\n',
      'src/server.js': '#!/usr/bin/env node\n',
      'package.json': '{"bin": {"tool": "./src/cli.js"}}',
    });
    expect(contextsIn(repository)).toEqual({
      'src/cli.js': 'server',
      'src/fix.js': 'script',
      'src/server.js': 'server',
    });
  });

  it('is the browser in a package of front-end code, save for its server parts', () => {
    const repository = repositoryOf({
      ...emptyFiles('src/App.tsx', 'src/api.ts', 'api/users.ts', 'server.js'),
      'package.json': manifest(['react', 'react-dom', 'axios']),
    });
    expect(contextsIn(repository)).toEqual({
      'src/App.tsx': 'browser',
      'src/api.ts': 'browser',
      'api/users.ts': 'server',
      'server.js': 'server',
    });
  });

  it.each([['express'], ['next'], ['@nestjs/core']])(
    'is the server in a package that also depends on %s',
    (name) => {
      const repository = repositoryOf({
        'src/App.tsx': '',
        'package.json': manifest(['react-dom', name]),
      });
      expect(repository.sources).toEqual([
        {
          file: 'src/App.tsx',
          packageDir: '.',
          context: 'server',
          contextReason: 'its package holds server and browser code',
        },
      ]);
    },
  );

  it('is the server where react-dom only renders mails', () => {
    const tree = { 'src/mail.ts': '', 'package.json': manifest(['react-dom']) };
    expect(contextsIn(repositoryOf(tree))).toEqual({ 'src/mail.ts': 'server' });
  });

  it('is the browser in a package that is bundled for pages, whatever ending its components have', () => {
    const page = manifest(['react-dom', 'axios'], { devDependencies: { webpack: '4.0.0' } });
    const expected = {
      'apps/page/src/load.js': 'browser',
      'apps/page/server/load.js': 'server',
      'apps/mails/src/load.js': 'server',
      'apps/functions/src/load.js': 'server',
    };
    const repository = repositoryOf({
      ...emptyFiles(...Object.keys(expected)),
      'apps/page/package.json': page,
      'apps/mails/package.json': manifest(['react-dom']),
      'apps/functions/package.json': manifest(['react-dom'], {
        devDependencies: { webpack: '4.0.0', 'serverless-webpack': '5.0.0' },
      }),
    });
    expect(contextsIn(repository)).toEqual(expected);
  });

  it('is a script in packages that migrate or seed data', () => {
    const expected = {
      'packages/migration/src/utils/load.ts': 'script',
      'packages/fill/src/load.ts': 'script',
      'packages/seeds/src/load.ts': 'server',
    };
    const repository = repositoryOf({
      ...emptyFiles(...Object.keys(expected)),
      'packages/migration/package.json': manifest(['mongodb'], { name: '@app/migration' }),
      'packages/fill/package.json': manifest([], { name: '@app/data-seeder' }),
      'packages/seeds/package.json': manifest(['express'], { name: 'seeds' }),
    });
    expect(contextsIn(repository)).toEqual(expected);
  });

  it('is the browser for static files, front-end folders and client-only names', () => {
    const expected = {
      'public/js/app.js': 'browser',
      'static/app.js': 'browser',
      'frontend/src/a.ts': 'browser',
      'client/src/App.tsx': 'browser',
      'client/src/api.ts': 'browser',
      'src/sw.js': 'browser',
      'src/Form.client.tsx': 'browser',
      'src/public/a.js': 'server',
    };
    expect(contextsIn(repositoryOf(emptyFiles(...Object.keys(expected))))).toEqual(expected);
  });
});
