/** What handlers are told of a request beside itself, and tell of it. */
export interface ServeEnv {
  /** What the server gives with a request. */
  Bindings: { readonly seen: Seen };
}

/** What an answer was made by, for the access log. */
export interface Seen {
  /** The model it is about. */
  model?: string | undefined;
  /** The version's name. */
  version?: string | undefined;
}
