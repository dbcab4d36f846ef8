import { expect, test } from 'vitest';
import { leadingOf } from './leading-of.js';

const files = {
  'src/secrets.ts': `
    import axios from 'axios';
    export type GetSecrets = (name: string) => Promise<string>;
    export const secretsFromStore: GetSecrets = async (name) => (await axios.get('http://a/' + name)).data;`,
  'src/dependencies.ts': `
    import { secretsFromStore, type GetSecrets } from './secrets.js';
    export type Dependencies = { getSecrets: GetSecrets };
    export const dependencies: Dependencies = { getSecrets: secretsFromStore };`,
  'src/handler.ts': `
    import type { APIGatewayProxyEvent } from 'aws-lambda';
    import { dependencies, type Dependencies } from './dependencies.js';
    import type { GetSecrets } from './secrets.js';
    async function answer(given: Dependencies, event: APIGatewayProxyEvent) {
      return { statusCode: 200, body: await keyOf(event.path, given.getSecrets) };
    }
    async function keyOf(path: string, getSecrets: GetSecrets) { return getSecrets(path); }
    export const handler = answer.bind(null, dependencies);`,
};

test('a handler that its dependencies are bound to calls what they hold', () => {
  expect(leadingOf(['@types/aws-lambda', 'axios'], files)).toEqual(['get < lambda handler']);
});

test('one that nothing is bound to does not', () => {
  const handler = files['src/handler.ts'].replace('answer.bind(null, dependencies)', 'answer');
  expect(
    leadingOf(['@types/aws-lambda', 'axios'], { ...files, 'src/handler.ts': handler }),
  ).toEqual(['get']);
});
