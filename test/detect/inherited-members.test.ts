import { expect, it } from 'vitest';
import { callsIn } from './assess-source.js';

it('a member that a type inherits is found before what that type says of any other name', () => {
  const calls = callsIn(
    `
        import { S3 } from '@aws-sdk/client-s3';
        const store = new S3({});
        export const head = (Key: string) => store.headObject({ Bucket: 'media', Key });
        export const end = () => store.destroy();
      `,
    { '@aws-sdk/client-s3': '3.700.0' },
  );
  expect(calls.map(({ operation, role }) => [operation, role])).toEqual([
    ['headObject', 'request'],
    ['destroy', 'close'],
  ]);
});
