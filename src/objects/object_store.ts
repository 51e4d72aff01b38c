/** An object as a listing shows it. */
export interface ObjectInfo {
  /** Relative to the store: `datasets/shop/v1/manifest.json`. */
  readonly key: string;
  /** Size in bytes. */
  readonly bytes: number;
}

/** An object that is being read. */
export interface StoredObject {
  /** Size of the whole object, also where only a range of it is read. */
  readonly bytes: number;
  /**
   * The content, or the range asked for, in pieces, each the caller's from then
   * on; to be read to its end or left by `break`, as a connection may hang on it.
   *
   * @throws {StoreUnreachable} where the connection breaks off.
   */
  readonly body: AsyncIterable<Uint8Array<ArrayBuffer>>;
}

/** What is put: bytes, or a file of any size. */
export type ObjectContent = Uint8Array | { readonly file: string };

/** How an object is read. */
export interface GetOptions {
  /** The first byte that is read. @default {0} */
  readonly from?: number;
  /** The byte before which reading ends. @default {the object's size} */
  readonly to?: number;
  /** Ends the work when aborted. */
  readonly signal?: AbortSignal | undefined;
}

/** How an object is stored. */
export interface PutOptions {
  /** Told of bytes as they are stored. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
  /** Ends the work when aborted. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Objects by key: a folder, or a bucket's prefix. An object is there whole or
 * not at all. Keys are relative, with `/` between their parts; see
 * {@link import("./check_key.ts").checkKey}.
 *
 * Every method throws `InputError` where the store refuses (rights, a missing
 * bucket, a full disk), and its subclass `StoreUnreachable` where trying again
 * may help.
 */
export interface ObjectStore extends Disposable {
  /** As people name it: `s3://bucket/prefix`, or the folder's path. */
  readonly address: string;
  /** Objects whose key begins with the prefix, in the order of their keys. */
  list(prefix?: string): Promise<ObjectInfo[]>;
  /** What is known of an object, or undefined where there is none. */
  head(key: string): Promise<ObjectInfo | undefined>;
  /**
   * Begins to read an object.
   *
   * @throws {InputError} where there is none.
   */
  get(key: string, options?: GetOptions): Promise<StoredObject>;
  /** Stores an object, in place of the one that was there. */
  put(key: string, content: ObjectContent, options?: PutOptions): Promise<void>;
  /**
   * Stores an object where there is none yet, and says whether it did. Of
   * several writers at a time one is told yes; a server that knows no
   * conditional writes may tell it to more.
   */
  putIfAbsent(
    key: string,
    content: ObjectContent,
    options?: PutOptions,
  ): Promise<boolean>;
  /** Removes an object; one that is not there is no error. */
  delete(key: string): Promise<void>;
  /**
   * Removes what writers left below a prefix that were killed before they had
   * stored all of an object. Writers still at work there fail.
   */
  deleteUnfinished(prefix: string): Promise<void>;
}
