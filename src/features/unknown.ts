/** What an unknown category is taken to be: a value like any other. */
export const UNKNOWN = "Unknown";
