import { expect, it } from 'vitest';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assess } from '../../src/assess.js';

it('a member that a type inherits is found before what that type says of any other name', () => {
  const root = mkdtempSync(join(tmpdir(), 'resilint-members-'));
  try {
    writeFileSync(
      join(root, 'package.json'),
      '{ "dependencies": { "@aws-sdk/client-s3": "3.700.0" } }',
    );
    writeFileSync(
      join(root, 'main.ts'),
      `
        import { S3 } from '@aws-sdk/client-s3';
        const store = new S3({});
        export const head = (Key: string) => store.headObject({ Bucket: 'media', Key });
        export const end = () => store.destroy();
      `,
    );
    const { calls } = assess({ root, cache: false });
    expect(calls.map(({ operation, role }) => [operation, role])).toEqual([
      ['headObject', 'request'],
      ['destroy', 'close'],
    ]);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
