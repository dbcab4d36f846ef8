import { describe, expect, it } from 'vitest';
import { scannedCalls } from './scanned-calls.js';

const interceptor = (name: string, body: string): string => `
  import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
  import { timeout } from 'rxjs/operators';
  @Injectable()
  export class ${name} implements NestInterceptor {
    constructor(private readonly ms = 4000) {}
    intercept(context: ExecutionContext, next: CallHandler) { ${body} }
  }
`;

const LATE = interceptor('Late', 'return next.handle().pipe(timeout(5000));');

const SERVICE = `
  import { Injectable } from '@nestjs/common';
  import { ClientProxy } from '@nestjs/microservices';
  import { Cron } from '@nestjs/schedule';
  import { firstValueFrom } from 'rxjs';
  @Injectable()
  export class Rates {
    constructor(private readonly client: ClientProxy) {}
    asked() { return firstValueFrom(this.client.send('by-routes-alone', {})); }
    shared() { return firstValueFrom(this.client.send('by-both', {})); }
    @Cron('0 * * * *')
    async sweep() {
      await this.shared();
      await firstValueFrom(this.client.send('by-schedule', {}));
    }
  }
`;

const CONTROLLER = `
  import { Controller, Get } from '@nestjs/common';
  import { Rates } from './rates.service';
  @Controller('rates')
  export class RatesController {
    constructor(private readonly rates: Rates) {}
    @Get('asked') async asked() { return await this.rates.asked(); }
    @Get('shared') async shared() { return await this.rates.shared(); }
  }
`;

const main = (around: string): string => `
  import { NestFactory } from '@nestjs/core';
  import { AppModule } from './app.module';
  import { Late } from './late.interceptor';
  async function bootstrap() {
    const app = await NestFactory.create(AppModule);
    ${around}
    await app.listen(3000);
  }
  void bootstrap();
`;

const app = (providers: string): string => `
  import { Module } from '@nestjs/common';
  import { APP_INTERCEPTOR } from '@nestjs/core';
  import { ScheduleModule } from '@nestjs/schedule';
  import { Late } from './late.interceptor';
  import { Rates } from './rates.service';
  import { RatesController } from './rates.controller';
  @Module({ imports: [ScheduleModule.forRoot()], controllers: [RatesController], providers: [Rates${providers}] })
  export class AppModule {}
`;

const statuses = (files: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    scannedCalls({
      'package.json': JSON.stringify({
        dependencies: {
          '@nestjs/common': '10.3.0',
          '@nestjs/core': '10.3.0',
          '@nestjs/microservices': '10.3.0',
          '@nestjs/schedule': '4.0.0',
          rxjs: '7.8.1',
        },
      }),
      'src/main.ts': main(''),
      'src/app.module.ts': app(''),
      'src/late.interceptor.ts': LATE,
      'src/rates.service.ts': SERVICE,
      'src/rates.controller.ts': CONTROLLER,
      ...files,
    }).map(({ excerpt, protection: { timeout } }) => [
      /by-[\w-]+/.exec(excerpt.join(''))?.[0] ?? '',
      'ms' in timeout ? `${timeout.status} ${String(timeout.ms)}` : timeout.status,
    ]),
  );

describe('an interceptor of a whole program', () => {
  const plain = statuses({});
  const around = {
    ...plain,
    'by-routes-alone': 'bounded 5000',
    'by-both': 'partial 5000',
  };

  it('bounds what routes alone lead to, and part of what schedules lead to as well', () => {
    expect(Object.values(plain)).toEqual(['none', 'none', 'none']);
    expect(statuses({ 'src/main.ts': main('app.useGlobalInterceptors(new Late());') })).toEqual(
      around,
    );
  });

  it('may be provided', () => {
    const provided = ', { provide: APP_INTERCEPTOR, useClass: Late }';
    expect(statuses({ 'src/app.module.ts': app(provided) })).toEqual(around);
  });

  it('bounds nothing where one of its ways on has no bound', () => {
    const body = 'if (context) return next.handle(); return next.handle().pipe(timeout(5000));';
    const files = {
      'src/main.ts': main('app.useGlobalInterceptors(new Late());'),
      'src/late.interceptor.ts': interceptor('Late', body),
    };
    expect(statuses(files)).toEqual(plain);
  });
});
