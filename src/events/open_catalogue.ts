import { catalogueCsv } from "./catalogue_csv.ts";
import { catalogueJson } from "./catalogue_json.ts";
import { digestSource } from "./digest_source.ts";
import { inspectFile } from "./inspect_file.ts";
import type { ItemCatalogue } from "./item_catalogue.ts";
import { readText } from "./read_text.ts";

/** Options of {@link openCatalogue}. */
export interface OpenCatalogueOptions {
  /** CSV: the character between values. @default {","} */
  readonly separator?: string;
}

/**
 * A file of items and their properties, plain or gzip: JSON where its text
 * begins with a brace or a bracket, else CSV.
 */
export function openCatalogue(
  path: string,
  { separator = "," }: OpenCatalogueOptions = {},
): ItemCatalogue {
  return {
    name: path,
    digest: async () => {
      await inspectFile(path);
      return await digestSource({ separator }, [path]);
    },
    read: async () => {
      await inspectFile(path);
      const text = await readText(path);
      return /^\s*[{[]/.test(text)
        ? catalogueJson(text, path)
        : await catalogueCsv(text, { name: path, separator });
    },
  };
}
