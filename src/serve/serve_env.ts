/** What handlers know of a request beside itself. */
export interface ServeEnv {
  Variables: {
    /** The model and version that answered, for the access log. */
    model?: string;
    version?: string;
  };
  Bindings: {
    /** Where the request comes from; absent where nothing listens. */
    client?: string;
  };
}
