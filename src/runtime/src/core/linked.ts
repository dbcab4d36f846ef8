/** A member of a circular list, or the list itself; alone, it is its own neighbour. */
export interface Linked {
  /** @internal */ before: Linked;
  /** @internal */ after: Linked;
}

/** Puts `entry` at the end of `list`, in constant time. */
export function append(list: Linked, entry: Linked): void {
  entry.before = list.before;
  entry.after = list;
  list.before = list.before.after = entry;
}

/** Takes `entry` out of its list, in constant time; twice does no harm. */
export function unlink(entry: Linked): void {
  entry.before.after = entry.after;
  entry.after.before = entry.before;
  entry.before = entry.after = entry;
}
