import { expect, test } from 'vitest';
import { entriesOf } from './entries-of.js';

const controller = (name: string): string => `
  import { Controller, Get } from '@nestjs/common';
  @Controller('${name.toLowerCase()}')
  export class ${name}Controller { @Get() load() { return 1; } }`;

const program = {
  'package.json': '{ "dependencies": { "@nestjs/common": "11.0.0", "@nestjs/core": "11.0.0" } }',
  'src/main.ts': `
    import { NestFactory } from '@nestjs/core';
    import { AppModule } from './app.module';
    async function bootstrap() { const app = await NestFactory.create(AppModule); await app.listen(1); }
    bootstrap();`,
  'src/app.module.ts': `
    import { Module } from '@nestjs/common';
    import { UsersModule } from './users/users.module';
    import { OrdersModule } from './orders/orders.module';
    @Module({ imports: [UsersModule, OrdersModule] })
    export class AppModule {}`,
  'src/users/controllers/users.controller.ts': controller('Users'),
  'src/orders/orders.module.ts': `
    import { Module } from '@nestjs/common';
    import { OrdersController } from './orders.controller';
    const known = [OrdersController];
    @Module({ controllers: [...known] })
    export class OrdersModule {}`,
  'src/orders/orders.controller.ts': controller('Orders'),
  'src/orders/left.controller.ts': controller('Left'),
};

const routes = (users: string): readonly string[] =>
  entriesOf({ ...program, 'src/users/users.module.ts': users })
    .filter(({ kind }) => kind === 'http-route')
    .map(({ name }) => name);

test('controllers below a module that lists what it loads by itself are in use', () => {
  const found = routes(`
    import { Module } from '@nestjs/common';
    import { discover } from 'some-discovery';
    const { controllers } = discover(__dirname);
    @Module({ controllers: [...controllers] })
    export class UsersModule {}`);
  expect(found).toEqual(['GET /orders', 'GET /users']);
});

test('a controller that nothing imports is not, where all lists are known', () => {
  const found = routes(`
    import { Module } from '@nestjs/common';
    @Module({ controllers: [] })
    export class UsersModule {}`);
  expect(found).toEqual(['GET /orders']);
});
