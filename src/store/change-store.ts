import { asked } from "./r2-store.ts";

/** Bumped when differences come to be told in another way: those told before are told anew. */
const edition = 1;
const changeKey = (from: string, to: string) => `changes/${edition}/${from}-${to}.json`;

/** What each publication changed, told once and kept: immutable objects in the bucket, named by what they lie between. */
export class ChangeStore {
  readonly #bucket: R2Bucket;

  constructor(bucket: R2Bucket) {
    this.#bucket = bucket;
  }

  /** JSON as it was kept, or null. @throws StoreFailure */
  async read(from: string, to: string): Promise<unknown> {
    const object = await asked(this.#bucket.get(changeKey(from, to)));
    return object === null ? null : await asked(object.json());
  }

  /** @throws StoreFailure */
  async keep(from: string, to: string, changes: unknown): Promise<void> {
    await asked(this.#bucket.put(changeKey(from, to), JSON.stringify(changes), { httpMetadata: { contentType: "application/json" } }));
  }
}
