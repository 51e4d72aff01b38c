/**
 * What a log must be like, in the folder of the dataset that was made of one. It
 * may have been made before the dataset was.
 */
export const SCHEMA_FILE = "schema.json";
