import type { PolicyShape } from './shapes.js';

/** By what may set the variables that a call is made with until a policy lets it start. */
export const valueShapes: readonly PolicyShape[] = [
  {
    name: 'an argument that another function may set meanwhile, which is handed over',
    before: `let token = '';\nexport const renew = (next: string) => {\n  token = next;\n};\nexport const load = async () => await users.get(token);`,
    after: `let token = '';\nexport const renew = (next: string) => {\n  token = next;\n};\nexport const load = async () => await ((token) => usersPolicy.execute(() => users.get(token)))(token);`,
    safety: 'unsafe',
  },
  {
    name: 'an argument that is set again behind a call which nobody has awaited by then',
    before: `export const load = () => {\n  let path = '/a';\n  const both = Promise.all([users.get(path)]);\n  path = '/b';\n  return [both, path];\n};`,
    after: `export const load = () => {\n  let path = '/a';\n  const both = Promise.all([((path) => usersPolicy.execute(() => users.get(path)))(path)]);\n  path = '/b';\n  return [both, path];\n};`,
    safety: 'unsafe',
  },
  {
    name: 'an argument that is set again once the call has ended',
    before: `export const load = async () => {\n  let path = '/a';\n  await users.get(path);\n  path = '/b';\n  return path;\n};`,
    after: `export const load = async () => {\n  let path = '/a';\n  await usersPolicy.execute(() => users.get(path));\n  path = '/b';\n  return path;\n};`,
    safety: 'unsafe',
  },
  {
    name: 'an argument that was set for good',
    before: `export const load = async (path: string) => {\n  path = path.trim();\n  return await users.get(path);\n};`,
    after: `export const load = async (path: string) => {\n  path = path.trim();\n  return await usersPolicy.execute(() => users.get(path));\n};`,
    safety: 'unsafe',
  },
  {
    name: 'an answer that is kept and listened to, as it is no promise',
    before: `export const load = () => {\n  const answer: any = users.get('/');\n  answer.on('data', () => undefined);\n};`,
    safety: 'refused',
    reason: 'streamed-answer',
  },
];
