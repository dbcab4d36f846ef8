/** A rule to begin with. It is valid, and its examples pass. */
export const ruleTemplate = (id: string): string => template.replaceAll('{{id}}', () => id);

const template = `# A rule: what is asked of the code, and what is said where it does not hold.
# Every field, with a comment: src/model/rule.ts in the repository of resilint.
id: {{id}}
# What it speaks about: call, dependency, breaker, retry, pool, entry, callPath or service. Its
# fields are those of the JSON report: resilint scan --format json
subject: call
# On the way of a request; it is one level lower in workers, and a note in scripts and browsers.
severity: warning # error, warning or note
stability: nursery # never fails a gate; "stable" once it has proved itself
what: A call to the payment service that may take longer than two seconds
# An expression of CEL (https://cel.dev). Fields that can be absent are asked for with has(…) first.
when: >-
  call.dependency == "payments.example.com" && call.protection.timeout.status == "bounded"
  && has(call.protection.timeout.ms) && call.protection.timeout.ms > 2000
# Fields in double braces; lengths of time are written "5 s".
message: '{{call.label}} may take {{call.protection.timeout.ms}}: two seconds are agreed.'
why: >-
  What goes wrong, best with an incident of your own.
remedy: >-
  What to do, concretely: set the timeout to 2000 ms or less.
references:
  - https://example.com/agreements/payments

# A line that ends in \`// expect\` has exactly one finding of this rule, and no other line has. There
# is at least one example without the flaw for each with it.
examples:
  - name: five seconds
    files:
      src/pay.ts: |
        import axios from 'axios';
        export const pay = (order: object) =>
          axios.post('https://payments.example.com/', order, { timeout: 5000 }); // expect
  - name: one second
    files:
      src/pay.ts: |
        import axios from 'axios';
        export const pay = (order: object) =>
          axios.post('https://payments.example.com/', order, { timeout: 1000 });
`;
