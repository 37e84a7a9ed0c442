/** Works on items, so many at a time, in their order; gives the results in that order. The first fault ends it. */
export async function atATime<Item, Result>(
  items: readonly Item[],
  width: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const rest = items.entries(); // shared: each runner takes the next
  let hasFailed = false;
  async function run(): Promise<void> {
    for (const [index, item] of rest) {
      if (hasFailed) return;
      results[index] = await work(item);
    }
  }
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, run)).catch((error: unknown) => {
    hasFailed = true;
    throw error;
  });
  return results;
}
