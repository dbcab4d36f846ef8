import { expect, test } from 'vitest';
import { leadingOf } from './leading-of.js';

const USERS = `
  import axios from 'axios';
  export class Users { async get(id) { return axios.get('http://a'); } }`;

test('resolvers reach what the context of their server holds, and the function that makes it', () => {
  const leading = leadingOf(['apollo-server', 'axios'], {
    'src/index.js': `
      import { ApolloServer } from 'apollo-server';
      import axios from 'axios';
      import { Users } from './users';
      import { resolvers } from './resolvers';
      const loaders = { one: { load: async (id) => axios.put('http://a') } };
      const server = new ApolloServer({
        resolvers,
        dataSources: () => ({ users: new Users() }),
        context: async ({ req }) => ({
          loaders,
          models: { books: { find: async () => axios.post('http://a') } },
          user: await axios.head('http://a'),
        }),
      });`,
    'src/users.js': USERS,
    'src/resolvers.js': `
      export const resolvers = { Query: {
        user: (_, { id }, { dataSources }) => dataSources.users.get(id),
        book: async (_, args, ctx) => ctx.models.books.find(),
        one: guarded((_, args, context) => context.loaders.one.load(1)),
        none: () => [1].reduce((sum, one, loaders) => loaders.one.load(1)),
      } };
      const guarded = (resolve) => async (...given) => resolve(...given);`,
  });
  const all = ['user', 'book', 'one', 'none'].map((name) => `graphql-resolver Query.${name}`);
  expect(leading).toEqual([
    'put < graphql-resolver Query.one',
    'post < graphql-resolver Query.book',
    `head < ${all.join(' < ')}`,
    'get < graphql-resolver Query.user',
  ]);
});

test('the context may be made where the server is started or mounted', () => {
  const server = (start: string): Readonly<Record<string, string>> => ({
    'src/index.ts': `
      import { ApolloServer } from '@apollo/server';
      import { startStandaloneServer } from '@apollo/server/standalone';
      import { expressMiddleware } from '@apollo/server/express4';
      import { Users } from './users';
      const resolvers = { Query: { user: (_: unknown, args: object, ctx: any) => ctx.users.get(1) } };
      const server = new ApolloServer({ typeDefs: '', resolvers });
      const context = async () => ({ users: new Users() });
      ${start}`,
    'src/users.ts': USERS,
  });
  for (const start of [
    'await startStandaloneServer(server, { context });',
    "app.use('/graphql', expressMiddleware(server, { context }));",
  ]) {
    expect(leadingOf(['@apollo/server', 'axios'], server(start))).toEqual([
      'get < graphql-resolver Query.user',
    ]);
  }
});

test('of two servers, a resolver is handed the context of its own', () => {
  const application = (call: string): string => `
    import { createSchema, createYoga } from 'graphql-yoga';
    import axios from 'axios';
    const service = { add: async () => axios.${call}('http://a') };
    const resolvers = { Query: { ${call}: async (_: any, args: any, ctx: any) => ctx.service.add() } };
    export const yoga = createYoga({ schema: createSchema({ resolvers }), context: () => ({ service }) });`;
  const leading = leadingOf(['graphql-yoga', 'axios'], {
    'one/server.ts': application('get'),
    'two/server.ts': application('put'),
  });
  expect(leading).toEqual(['get < graphql-resolver Query.get', 'put < graphql-resolver Query.put']);
});

test('procedures of tRPC reach the context that their server is given', () => {
  const leading = leadingOf(['@trpc/server', 'express', 'axios'], {
    'index.ts': `
      import { initTRPC } from '@trpc/server';
      import { createExpressMiddleware } from '@trpc/server/adapters/express';
      import axios from 'axios';
      const service = { add: async () => axios.get('http://a') };
      const createContext = async ({ req }: any) => {
        const user = await axios.post('http://a');
        return { service, user };
      };
      const t = initTRPC.create();
      export const router = t.router({
        add: t.procedure.query(({ ctx }) => ctx.service.add()),
        sub: t.procedure.mutation(async (options) => options.ctx.service.add()),
      });
      export const handler = createExpressMiddleware({ router, createContext });
      const other = { query: (run: (given: any) => number) => run({}) };
      other.query(({ ctx }) => ctx.service.add());`,
  });
  const both = 'rpc-method query add < rpc-method mutation sub';
  expect(leading).toEqual([`get < ${both}`, `post < ${both}`]);
});

test('contexts of a server are known where its file asks for a path of the package alone', () => {
  const leading = leadingOf(['@trpc/server', 'axios'], {
    'trpc.ts': `
      import { initTRPC } from '@trpc/server';
      const t = initTRPC.create();
      export const { router, procedure } = t;`,
    'users.ts': `
      import { procedure, router } from './trpc';
      export const users = router({ load: procedure.query(({ ctx }) => ctx.http.get('/users')) });`,
    'route.ts': `
      import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
      import axios from 'axios';
      import { users } from './users';
      const createContext = () => ({ http: axios.create() });
      export const GET = (req: Request) =>
        fetchRequestHandler({ req, router: users, createContext: () => createContext() });`,
  });
  expect(leading).toEqual(['get < rpc-method query load']);
});

test('handlers may import the package that their context comes with', () => {
  const leading = leadingOf(['@trpc/server', 'axios'], {
    'src/trpc.ts': `
      import { initTRPC } from '@trpc/server';
      import axios from 'axios';
      const users = axios.create({ baseURL: 'http://a' });
      export const createContext = () => ({ users });
      const t = initTRPC.context<typeof createContext>().create();
      export const { router, procedure } = t;`,
    'src/users.ts': `
      import { TRPCError } from '@trpc/server';
      import { procedure, router } from './trpc.js';
      export const users = router({
        one: procedure.query(async ({ ctx }) => {
          const found = await ctx.users.get('/1');
          if (found === null) throw new TRPCError({ code: 'NOT_FOUND' });
          return found;
        }),
        add: procedure.mutation(async ({ ctx }) => { const { users } = ctx; await users.post('/', {}); }),
      });`,
    'src/server.ts': `
      import { createHTTPServer } from '@trpc/server/adapters/standalone';
      import { createContext } from './trpc.js';
      import { users } from './users.js';
      createHTTPServer({ router: users, createContext });`,
  });
  expect(leading).toEqual(['get < rpc-method query one', 'post < rpc-method mutation add']);
});
