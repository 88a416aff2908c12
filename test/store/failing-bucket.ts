/** Which call of a bucket fails, counted from 1, and whether what it asked for was done all the same. */
export type Failure = { readonly call: number; readonly when: "before" | "after" };

/** A real bucket on a bad line: one of its calls fails, all others go through. `calls`: how many there were. */
export function failingBucket(bucket: R2Bucket, failure: Failure): { bucket: R2Bucket; calls: () => number } {
  let calls = 0;
  const through = async (call: () => Promise<unknown>) => {
    const fails = ++calls === failure.call;
    if (fails && failure.when === "before") throw new Error("R2 is down");
    const result = await call();
    if (fails) throw new Error("R2 is down");
    return result;
  };
  const proxy = new Proxy(bucket, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== "function") return method;
      return (...args: unknown[]) => through(() => Reflect.apply(method, target, args));
    },
  });
  return { bucket: proxy, calls: () => calls };
}
