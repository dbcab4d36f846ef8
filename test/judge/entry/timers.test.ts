import { expect, test } from 'vitest';
import { entriesOf } from './entries-of.js';

const intervals = (files: Readonly<Record<string, string>>): readonly string[] =>
  entriesOf({ 'package.json': JSON.stringify({ name: 'jobs', type: 'module' }), ...files })
    .filter(({ kind }) => kind === 'cron')
    .map(({ name, file, line }) => `${name} ${file}:${line}`);

const worker = (rest: string): string => `
  export function startWorker() {
    const timer = setInterval(() => fetch('https://jobs.example.com'), 1000);
    function stop() { clearInterval(timer); }
    ${rest}
  }
`;
const started = (code: string): readonly string[] =>
  intervals({
    'src/worker.js': code,
    'src/index.js': "import { startWorker } from './worker.js'; startWorker();",
  });

test('a timer that only the end of the program ends runs from its start on', () => {
  expect(started(worker("process.on('SIGTERM', stop);"))).toEqual([
    'interval startWorker src/worker.js:3',
  ]);
  expect(started(worker("process.once('SIGTERM', () => stop()); return { stop };"))).toEqual([
    'interval startWorker src/worker.js:3',
  ]);
  expect(started(worker("process.on('SIGTERM', () => clearInterval(timer));"))).toEqual([
    'interval startWorker src/worker.js:3',
  ]);
});

test('a way to end it that nobody takes ends nothing', () => {
  expect(started(worker('return { stop };'))).toEqual(['interval startWorker src/worker.js:3']);
  expect(started(worker('return timer;'))).toEqual(['interval startWorker src/worker.js:3']);
  const taken =
    "import { startWorker } from './worker.js'; const { stop } = startWorker(); work().then(stop);";
  expect(intervals({ 'src/worker.js': worker('return { stop };'), 'src/index.js': taken })).toEqual(
    [],
  );
});

test('what ends a timer together with other work ends it', () => {
  expect(started(worker("request.on('close', stop);"))).toEqual([]);
  expect(started(worker('work(); stop();'))).toEqual([]);
  expect(started(worker('work(); clearInterval(timer);'))).toEqual([]);
  expect(started(`let kept;\n${worker('kept = stop;')}`)).toEqual([]);
  expect(started(worker('this.stop = stop;'))).toEqual([]);
});

test('a function that sets itself going again is work from where it is set going first', () => {
  const poll = `
    export const poll = async () => {
      await fetch('https://jobs.example.com');
      if (stopped) return;
      const timer = setTimeout(poll, 1000);
    };
  `;
  const index = (code: string): string => `import { poll } from './poll.js';\n${code}`;
  const run = (code: string): readonly string[] =>
    intervals({ 'src/poll.js': poll, 'src/index.js': index(code) });
  expect(run('const init = () => { setTimeout(poll, 1); };\ninit();')).toEqual([
    'interval poll src/index.js:2',
  ]);
  expect(run('poll();')).toEqual(['interval poll src/poll.js:5']);
  expect(run('poll();\nsetTimeout(poll, 1);')).toEqual(['interval poll src/poll.js:5']);
  expect(run('export const later = () => setTimeout(poll, 1);')).toEqual([]);
});
