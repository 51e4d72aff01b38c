/** What handlers are told of a request beside itself, and tell of it. */
export interface ServeEnv {
  Bindings: { readonly seen: Seen };
}

/** What an answer was made by, for the access log. */
export interface Seen {
  model?: string | undefined;
  version?: string | undefined;
}
