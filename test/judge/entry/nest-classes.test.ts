import { expect, test } from 'vitest';
import { leadingOf } from './leading-of.js';

test('a request to Nest passes guards, interceptors, pipes and filters of its program, class and method', () => {
  const passing = (name: string, method: string, call: string): string =>
    `export class ${name} { async ${method}() { return axios.${call}('http://a'); } }\n`;
  const found = leadingOf(['@nestjs/common', '@nestjs/core', 'axios'], {
    'src/main.ts': `
      import axios from 'axios';
      import { NestFactory } from '@nestjs/core';
      import { AppModule } from './app.module';
      import { GlobalGuard } from './classes';
      async function bootstrap() {
        const app = await NestFactory.create(AppModule);
        app.useGlobalGuards(new GlobalGuard());
        app.use(async (req, res, next) => { await axios.request('http://a'); next(); });
        await app.listen(3000);
      }
      bootstrap();`,
    'src/app.module.ts': `
      import { Module } from '@nestjs/common';
      import { APP_FILTER } from '@nestjs/core';
      import { Filter } from './classes';
      @Module({ providers: [{ provide: APP_FILTER, useClass: Filter }] })
      export class AppModule {}`,
    'src/classes.ts':
      "import axios from 'axios';\n" +
      passing('GlobalGuard', 'canActivate', 'get') +
      passing('Filter', 'catch', 'put') +
      passing('ClassPipe', 'transform', 'patch') +
      passing('OwnGuard', 'canActivate', 'head') +
      passing('OwnInterceptor', 'intercept', 'delete'),
    'src/items.ts': `
      import { Controller, Get, UseGuards, UseInterceptors, UsePipes, applyDecorators } from '@nestjs/common';
      import { ClassPipe, OwnGuard, OwnInterceptor } from './classes';
      const Guarded = () => applyDecorators(UseGuards(OwnGuard));
      @Controller('x')
      @UsePipes(new ClassPipe())
      export class ItemsController {
        @Guarded() @Get('a') a() { return 1; }
        @UseInterceptors(OwnInterceptor) @Get('b') b() { return 1; }
      }`,
  });
  expect(found).toEqual([
    'get < http-route GET /x/a < http-route GET /x/b',
    'put < http-route GET /x/a < http-route GET /x/b',
    'patch < http-route GET /x/a < http-route GET /x/b',
    'head < http-route GET /x/a',
    'delete < http-route GET /x/b',
    'request < http-route GET /x/a < http-route GET /x/b',
  ]);
});
