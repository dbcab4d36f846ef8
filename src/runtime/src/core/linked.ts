/** A member of a circular list, or the list itself; alone, it is its own neighbour. */
export interface Linked {
  /** @internal */ before: Linked;
  /** @internal */ after: Linked;
}

/** Makes a member of no list yet. */
export function alone<Entry extends object>(entry: Entry): Entry & Linked {
  const linked = entry as Entry & Linked;
  linked.before = linked.after = linked;
  return linked;
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
