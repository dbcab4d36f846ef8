import { expect, it } from 'vitest';
import { assessed } from './scanned-policies.js';

const manifest = JSON.stringify({
  name: 'service',
  dependencies: { ethers: '5.7.2', '@lido-nestjs/execution': '1.21.0' },
  scripts: { typechain: 'typechain --target=ethers-v5 --out-dir ./src/generated abi/*.json' },
});

/** A contract that TypeChain generates, on a provider that a container injects. */
function contractOn(provider: string): ReturnType<typeof assessed> {
  return assessed({
    'package.json': manifest,
    'src/token.provider.ts': `
      import { JsonRpcProvider } from '@ethersproject/providers';
      import { SimpleFallbackJsonRpcBatchProvider } from '@lido-nestjs/execution';
      import { Token__factory } from './generated';
      export const TOKEN = Symbol('TOKEN');
      export const tokenProvider = {
        provide: TOKEN,
        useFactory: (provider: ${provider}) => Token__factory.connect('0xabc', provider),
        inject: [${provider}],
      };`,
    'src/token.service.ts': `
      import { Inject, Injectable } from '@nestjs/common';
      import type { Token } from './generated';
      import { TOKEN } from './token.provider.js';
      @Injectable()
      export class TokenService {
        constructor(@Inject(TOKEN) private readonly token: Token) {}
        supply() { return this.token.totalSupply(); }
      }`,
  });
}

it('repeats what is sent through a client that repeats, and tells whose retries they are', () => {
  const { calls, retries } = contractOn('SimpleFallbackJsonRpcBatchProvider');
  expect(calls.map(({ client, operation }) => [client, operation])).toEqual([
    ['ethers', 'totalSupply'],
  ]);
  expect(calls[0]?.protection.retry).toEqual({ status: 'builtin', attempts: 3, by: 'library' });
  expect(retries).toMatchObject([
    { library: '@lido-nestjs/execution', attempts: 3, backoff: 'exponential', jitter: false },
  ]);
});

it('repeats nothing through a client that does not', () => {
  const { calls, retries } = contractOn('JsonRpcProvider');
  expect(calls.map(({ protection }) => protection.retry)).toEqual([{ status: 'no' }]);
  expect(retries).toEqual([]);
});
