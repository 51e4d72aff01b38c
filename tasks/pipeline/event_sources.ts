import { openStore } from "../../src/objects/open_store.ts";
import { isBucketAddress } from "../../src/objects/store_address.ts";
import type { SourceDigest } from "../../src/pipeline/stage.ts";
import type { TableInput } from "./table_input.ts";

/**
 * What preparing reads, by what it is: files and folders by their path, a table
 * by its rows, a dataset in a bucket by its manifest. The demo shop is all in
 * the parameters.
 */
export function eventSources(
  input: Omit<TableInput, "backend" | "folder">,
): Record<string, string | SourceDigest> {
  const { test, items } = input.flags as Record<string, string | undefined>;
  const inTable = input.params.events.format === "mysql";
  const events = eventSource(input);
  return {
    ...(events === undefined ? {} : { events }),
    ...(test === undefined
      ? {}
      : { test: inTable ? () => tableDigest(input, "test") : test }),
    ...(items === undefined ? {} : { items }),
  };
}

function eventSource(
  input: Omit<TableInput, "backend" | "folder">,
): string | SourceDigest | undefined {
  const { format } = input.params.events;
  const path = input.flags.input as string | undefined;
  if (path !== undefined && isBucketAddress(path)) {
    return () => versionDigest(path);
  }
  if (path !== undefined && format !== "mysql") return path;
  // Where an input is missing, opening it says so.
  return format === "demo" ? undefined : () => tableDigest(input, "events");
}

/** Loads what reads tables only where there are some. */
async function tableDigest(
  input: Omit<TableInput, "backend" | "folder">,
  name: "events" | "test",
): Promise<string> {
  const { datasetInput } = await import("../dataset_input.ts");
  const { sources } = await datasetInput(input);
  return await sources[name]!.digest();
}

async function versionDigest(address: string): Promise<string> {
  const { findVersion } = await import("../../src/versions/find_version.ts");
  const { parseVersionAddress } = await import(
    "../../src/versions/version_place.ts"
  );
  const place = parseVersionAddress(address);
  using store = await openStore(place.store);
  return (await findVersion(store, place)).digest;
}
