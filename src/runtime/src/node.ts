/** What needs Node: deadlines through AsyncLocalStorage, and diagnostics channels. */
export * from './index.js';
export { deadlineHeader, deadlineHeaders, deadlines, withDeadlineOf } from './node/deadlines.js';
export { channelName, publishDiagnostics } from './node/diagnostics.js';
