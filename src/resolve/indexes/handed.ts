import type { BindingId, CallFact, FileFacts } from '../../parse/facts.js';
import type { HandedPlace } from '../knowledge.js';

/** Arguments of a file's calls that are names. */
export function* handedNames({
  file,
  calls,
}: FileFacts): Iterable<HandedPlace & { readonly binding: BindingId }> {
  for (const [call, { arguments: given }] of calls.entries()) {
    for (const [index, one] of given.entries()) {
      if (one.kind === 'name' && one.binding !== null)
        yield { file, call, index, binding: one.binding };
    }
  }
}

/** Arguments of a file's calls that are calls themselves. */
export function* handedResults({
  file,
  calls,
}: FileFacts): Iterable<HandedPlace & { readonly of: CallFact | undefined }> {
  for (const [call, { arguments: given }] of calls.entries()) {
    for (const [index, one] of given.entries()) {
      if (one.kind === 'call') yield { file, call, index, of: calls[one.call] };
    }
  }
}
