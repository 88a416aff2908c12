/** The best `k` documents' ids, the best first. */
export type Search = (query: string, k: number) => readonly string[] | Promise<readonly string[]>;
/** `page`: of an engine that reads the documents it found before it shows them, all of that. What it finds best is judged by it. */
export type Loaded = { readonly search: Search; readonly page?: Search };

/**
 * One search engine as the bench sees it. Every one gets the same documents and questions, and
 * each step runs in a process of its own.
 */
export interface Engine {
  /** As the tables call it, with how Chinese is cut. */
  readonly label: string;
  /** The npm package whose version the report names; null: part of this project or of Node. */
  readonly package: string | null;
  /** Indexes the documents of a file, `{"id","title","text"}` a line, into one other file. */
  build(documents: string, index: string): Promise<void>;
  /** Makes an index file ready to be asked. */
  load(index: string): Promise<Loaded>;
  /** Bytes of the file that are read to find documents rather than to show them; where the engine can tell. */
  searchableBytes?(index: string): number;
  /** Verifies the file's integrity; of the engines that can, timed apart from loading. @throws when it is damaged */
  verify?(index: string): Promise<void>;
}
