import { readEnvironment } from "../../src/environment.ts";
import { openStore } from "../../src/objects/open_store.ts";
import {
  type FetchedVersion,
  fetchVersion,
} from "../../src/versions/fetch_version.ts";
import { parseVersionAddress } from "../../src/versions/version_place.ts";
import { showTransfer } from "./show_transfer.ts";

/** Where fetched datasets are kept, unless NEXTCART_CACHE says otherwise. */
const CACHE = ".cache";

export interface FetchDatasetOptions {
  readonly out?: string | undefined;
  readonly signal: AbortSignal;
}

/** Fetches the dataset at an address, and shows how far that is. */
export async function fetchDataset(
  address: string,
  options: FetchDatasetOptions,
): Promise<FetchedVersion> {
  const place = parseVersionAddress(address);
  using store = await openStore(place.store);
  const shown = showTransfer(`Fetching ${place.name}`);
  try {
    return await fetchVersion(store, place, {
      cache: readEnvironment().cache ?? CACHE,
      onProgress: shown.onProgress,
      onWait: () => shown.say("Waiting for another process that fetches"),
      ...options,
    });
  } finally {
    shown.finish();
  }
}
