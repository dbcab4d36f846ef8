import { expect, test } from 'vitest';
import { leadingOf } from './leading-of.js';

const passing = (name: string, method: string, call: string): string =>
  `export class ${name} { async ${method}(a, b, next) { await axios.${call}('http://a'); } }\n`;

test('what a module of Nest applies runs before the routes that it chooses', () => {
  const leading = leadingOf(['@nestjs/common', '@nestjs/core', 'axios'], {
    'src/main.ts': `
      import { NestFactory } from '@nestjs/core';
      const app = await NestFactory.create(AppModule);
      app.setGlobalPrefix('api');`,
    'src/middleware.ts':
      "import axios from 'axios';\n" +
      passing('Everywhere', 'use', 'get') +
      passing('AtPath', 'use', 'put') +
      passing('OfClass', 'use', 'patch') +
      passing('OfMethod', 'use', 'delete') +
      "export async function plain(req, res, next) { await axios.post('http://a'); next(); }",
    'src/app.module.ts': `
      import { Controller, Get, Module, Post, MiddlewareConsumer, NestModule, RequestMethod } from '@nestjs/common';
      import { AtPath, Everywhere, OfClass, OfMethod, plain } from './middleware';
      @Controller('x') export class X {
        @Get('a') a() { return 1; }
        @Get('a/:id') one() { return 1; }
        @Post('a') add() { return 1; }
        @Get(':slug') bySlug() { return 1; }
      }
      @Controller('y') export class Y { @Get('b') b() { return 1; } }
      @Module({ controllers: [X, Y] })
      export class AppModule implements NestModule {
        configure(consumer: MiddlewareConsumer) {
          consumer.apply(Everywhere, plain).exclude('y/b').forRoutes('*');
          consumer.apply(AtPath).forRoutes({ path: '/x/*', method: RequestMethod.ALL });
          consumer
            .apply(OfClass).forRoutes(Y)
            .apply(OfMethod).forRoutes({ path: 'x/a', method: RequestMethod.POST }, 'x/a/:any', 'x/feed');
        }
      }`,
  });
  const a = ' < http-route GET /api/x/a';
  const one = ' < http-route GET /api/x/a/:id';
  const add = ' < http-route POST /api/x/a';
  const slug = ' < http-route GET /api/x/:slug';
  expect(leading).toEqual([
    `get${a}${one}${add}${slug}`,
    `put${a}${one}${add}${slug}`,
    'patch < http-route GET /api/y/b',
    `delete${one}${add}`,
    `post${a}${one}${add}${slug}`,
  ]);
});

test('what one application provides for its requests, those to another do not pass', () => {
  const application = (call: string, path: string): Readonly<Record<string, string>> => ({
    [`apps/${path}/src/main.ts`]: `
      import { NestFactory } from '@nestjs/core';
      import { AppModule } from './app.module';
      const app = await NestFactory.create(AppModule);`,
    [`apps/${path}/src/app.module.ts`]: `
      import { Controller, Get, Module } from '@nestjs/common';
      import { APP_GUARD } from '@nestjs/core';
      import axios from 'axios';
      class Guard { async canActivate() { return axios.${call}('http://a'); } }
      @Controller('${path}') class C { @Get() get() { return 1; } }
      @Module({ controllers: [C], providers: [{ provide: APP_GUARD, useClass: Guard }] })
      export class AppModule {}`,
  });
  const leading = leadingOf(['@nestjs/common', '@nestjs/core', 'axios'], {
    ...application('get', 'one'),
    ...application('put', 'two'),
    'libs/shared/shared.module.ts': `
      import { Module } from '@nestjs/common';
      import { APP_FILTER } from '@nestjs/core';
      import axios from 'axios';
      class Filter { async catch() { return axios.head('http://a'); } }
      @Module({ providers: [{ provide: APP_FILTER, useClass: Filter }] })
      export class SharedModule {}`,
  });
  expect(leading).toEqual([
    'get < http-route GET /one',
    'put < http-route GET /two',
    'head < http-route GET /one < http-route GET /two',
  ]);
});
