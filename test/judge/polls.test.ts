import { describe, expect, it } from 'vitest';
import { only } from './scanned-calls.js';

const loop = (round: string): string => `
  export async function load(id: string) {
    for (let attempt = 0; attempt < 120; attempt++) {
      const response = await fetch('https://jobs.example.com/' + id);
      ${round}
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
    throw new Error('too late');
  }
`;

const retryOf = (round: string) => only({ 'src/jobs.ts': loop(round) }).retry;

describe('a loop that asks how far a job is', () => {
  it.each([
    `if (!response.ok) throw new Error('failed');
     const job = await response.json();
     if (job.status === 'COMPLETED') return job;`,
    `const job = await response.json();
     if (job.status === 'succeeded') return job;
     if (job.status === 'failed') throw new Error(job.error);`,
    `if (!response.ok) throw new Error('failed');
     const job = await response.json();
     if (job.status === 'COMPLETED' || job.status === 'FAILED') return job;`,
  ])('does not repeat failed calls: %s', (round) => {
    expect(retryOf(round).status).toBe('no');
  });

  it.each([
    `if (response.ok) return response;`,
    `if (response.status === 200) return response;`,
    `if (!response.ok) { if (attempt === 119) throw new Error('failed'); continue; }
     return response;`,
    `const answer = await response.json();
     if (answer.status === 'success') return answer;`,
  ])('is a retry where an answer of failure lets it go on: %s', (round) => {
    expect(retryOf(round)).toMatchObject({ status: 'yes', attempts: 120 });
  });
});
