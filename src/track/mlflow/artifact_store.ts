/** A file among artifacts. */
export interface ArtifactFile {
  /** Relative, with slashes. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
}

/** Where the artifacts of one run or model lie. */
export interface ArtifactStore extends Disposable {
  /** Uploads a file, in the place of an earlier one of the name. */
  put(name: string, path: string): Promise<void>;
  /**
   * All files, those in folders too.
   *
   * @throws {InputError} where a name leads out of the store.
   */
  list(): Promise<ArtifactFile[]>;
  /** Downloads a file to a path that does not exist yet. */
  get(file: ArtifactFile, path: string): Promise<void>;
}
