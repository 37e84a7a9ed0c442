/** Answers that are asked for again and again, kept without growing beyond what they are about. */

/** Remembers what was found for an object as long as the object lives; records never change once they are made. */
export function rememberByObject<Key extends object, Answer>(find: (key: Key) => Answer): (key: Key) => Answer {
  const known = new WeakMap<Key, { readonly answer: Answer }>();
  return (key) => {
    const kept = known.get(key);
    if (kept !== undefined) return kept.answer;
    const answer = find(key);
    known.set(key, { answer });
    return answer;
  };
}

/** Remembers the answers for the latest texts; when there are `most` of them, all are forgotten together. */
export function rememberByText<Answer>(
  find: (text: string) => Answer,
  { most }: { readonly most: number },
): (text: string) => Answer {
  const known = new Map<string, { readonly answer: Answer }>();
  return (text) => {
    const kept = known.get(text);
    if (kept !== undefined) return kept.answer;
    const answer = find(text);
    if (known.size >= most) known.clear();
    known.set(text, { answer });
    return answer;
  };
}
