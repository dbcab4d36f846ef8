import { describe, expect, it } from 'vitest';
import { scannedCalls } from './scanned-calls.js';

const INTERCEPTORS = `
  import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
  import { catchError, retry, throwError, timeout } from 'rxjs';
  @Injectable()
  export class Late implements NestInterceptor {
    intercept(_context: ExecutionContext, next: CallHandler) {
      return next.handle().pipe(timeout(5000), retry(2), catchError((error) => throwError(() => error)));
    }
  }
  @Injectable()
  export class Logged implements NestInterceptor {
    intercept(_context: ExecutionContext, next: CallHandler) {
      return next.handle();
    }
  }
`;

const CONTROLLERS = `
  import { Controller, Get, UseInterceptors } from '@nestjs/common';
  import { ClientProxy } from '@nestjs/microservices';
  import { Late, Logged } from './interceptors';
  @Controller('carts')
  @UseInterceptors(Late)
  export class Carts {
    constructor(private readonly carts: ClientProxy) {}
    @Get()
    all() { return this.carts.send('by-class', {}); }
    unasked() { return this.carts.send('no-handler', {}); }
  }
  @Controller('logs')
  export class Logs {
    constructor(private readonly logs: ClientProxy) {}
    @Get('first')
    @UseInterceptors(new Late(), Logged)
    first() { return this.logs.send('by-method', {}); }
    @Get('rest')
    @UseInterceptors(Logged)
    rest() { return this.logs.send('unbounded', {}); }
  }
`;

describe('an interceptor', () => {
  const calls = scannedCalls({
    'package.json': JSON.stringify({
      dependencies: {
        '@nestjs/common': '10.3.0',
        '@nestjs/microservices': '10.3.0',
        rxjs: '7.8.1',
      },
    }),
    'src/interceptors.ts': INTERCEPTORS,
    'src/controllers.ts': CONTROLLERS,
  });
  const protectionOf = (pattern: string): (typeof calls)[number]['protection'] => {
    const found = calls.find(({ excerpt }) => excerpt.join('').includes(pattern));
    if (found === undefined) throw new Error(`no call of ${pattern}`);
    return found.protection;
  };

  it('bounds what the handlers of its class and method wait for', () => {
    expect(protectionOf('by-class').timeout).toMatchObject({ status: 'bounded', ms: 5000 });
    expect(protectionOf('by-method').timeout).toMatchObject({ status: 'bounded', ms: 5000 });
  });

  it('bounds nothing of other handlers, and no method that is no handler', () => {
    expect(protectionOf('unbounded').timeout.status).toBe('none');
    expect(protectionOf('no-handler').timeout.status).toBe('none');
  });

  it('repeats the handler and no call', () => {
    expect(protectionOf('by-class').retry.status).toBe('no');
  });
});
