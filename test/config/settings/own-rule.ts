/** A rule of the user, so that tests need none of the shipped ones. */
export const ownRule = `id: unbounded-call
subject: call
severity: error
stability: stable
what: A call without a bound
when: call.protection.timeout.status == "none"
message: "{{call.name}} waits without end"
why: It can wait for ever.
remedy: Bound it.
references: [https://example.com/unbounded]
examples:
  - name: a query to a database that may never answer
    files:
      src/a.ts: |
        import { Pool } from 'pg';
        const pool = new Pool();
        export const all = () => pool.query('SELECT 1'); // expect
  - name: bounded by its client
    files:
      src/a.ts: |
        import { Pool } from 'pg';
        const pool = new Pool({ query_timeout: 500 });
        export const all = () => pool.query('SELECT 1');
`;
