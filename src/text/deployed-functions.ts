/** Seconds after which the Serverless Framework ends a function when nothing is said. */
export const SERVERLESS_TIMEOUT = 6;

const MESSAGES =
  /^(sqs|sns|stream|kinesis|dynamodb|s3|msk|kafka|selfmanagedkafka|mq|activemq|rabbitmq|eventbridge(rule)?|cloudwatchevent|cloudwatchlogs?|documentdb|iot(rule)?)$/i;
const SCHEDULES = /^schedule(v2)?$/i;

/** What runs a function that nobody waits for; none where somebody may, or nothing is said. */
export function triggerOf(events: readonly string[]): 'message' | 'schedule' | undefined {
  if (events.length === 0) return undefined;
  if (events.every((event) => SCHEDULES.test(event))) return 'schedule';
  return events.every((event) => SCHEDULES.test(event) || MESSAGES.test(event))
    ? 'message'
    : undefined;
}

/** "src/users.load" as the file and what it exports. */
export function splitHandler(path: string): {
  readonly handlerFile: string;
  readonly exported: string;
} {
  const dot = path.lastIndexOf('.');
  return dot < 0
    ? { handlerFile: path, exported: 'handler' }
    : { handlerFile: path.slice(0, dot), exported: path.slice(dot + 1) };
}
