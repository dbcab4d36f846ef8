import type { FixReason } from '../model/fix.js';

/** Each reason in a sentence, for people. */
export const reasonText: Readonly<Record<FixReason, string>> = {
  'changed-since-assessed': 'the file is not the one that was assessed',
  'place-not-found': 'the call was not found again in the file',
  'no-native-option': 'the client has no option of its own for it',
  'options-not-literal': 'the options come from elsewhere, and what they say still wins',
  'options-place-unclear': 'the argument may be options or something else',
  'already-set': 'the option is set to a value that may be meant',
  'spread-argument': 'arguments are spread, so that none has a sure place',
  'streamed-answer': 'the answer is a stream, which a bound would cut off',
  'node-version': 'the oldest Node that is supported lacks AbortSignal.any or AbortSignal.timeout',
  'long-lived-signal': 'the signal lives as long as the process, and timers would pile up on it',
  'shadowed-name': 'AbortSignal is something else in this file',
  caution: 'the client has a trap here',
  browser: 'the code may run in a browser',
  'consumer-unclear': 'what takes the answer may need more than a promise',
  'not-awaited': 'nobody waits for it, and a refusal would be an unhandled rejection',
  'promise-kept': 'the promise is kept, and how it is used is not followed',
  generator: 'it is part of a generator',
  'argument-awaits': 'its arguments await something, which would run under the policy too',
  'argument-assigns': 'its arguments change variables',
  'optional-call': 'where there is no client there is no call',
  callback: 'the answer goes to a callback',
  'in-transaction': 'it is part of a transaction',
  'own-policy': 'it runs under a policy already, which is yours to change',
  'no-policy-module':
    'the file cannot import policies: there is no package.json, or it is CommonJS',
  'no-effect': 'a scan would not find the call protected by it',
  'type-error': 'the type checker would find a new error',
  'parse-error': 'the file does not parse, or would not any more',
  overlap: 'another edit changes the same characters',
};
