/**
 * Times publishing and fetching, `deno task bench s3`: megabytes a second to and
 * from a server, beside the plain client without our code.
 */
import { readEnvironment } from "../../src/environment.ts";
import type { ObjectStore } from "../../src/objects/object_store.ts";
import { openStore } from "../../src/objects/open_store.ts";
import { parseBucketAddress } from "../../src/objects/store_address.ts";
import { table } from "../../src/terminal/table.ts";
import { fetchVersion } from "../../src/versions/fetch_version.ts";
import { publishVersion } from "../../src/versions/publish_version.ts";
import { versionPrefix } from "../../src/versions/version_place.ts";
import type { Stage } from "../stage.ts";
import { median } from "./median.ts";
import { type PlainS3, plainS3 } from "./s3_plain.ts";
import { wholeFlag } from "../whole_flag.ts";

/** Megabytes a second, by what was done. */
type Rates = Record<string, number>;

export const bench: Stage = {
  summary: "Time publishing and fetching",
  async main({ flags, print }) {
    const repeats = wholeFlag(flags, "repeats", 5);
    const megabytes = wholeFlag(flags, "megabytes", 200);
    const parts = wholeFlag(flags, "parts", 8);
    const address = String(flags.to ?? "s3:///");
    const { s3 } = readEnvironment();
    const place = parseBucketAddress(address, { standard: s3.bucket });
    using store = await openStore(address);
    const plain = plainS3(place, s3);
    const folder = await Deno.makeTempDir({ prefix: "bench-s3-" });
    try {
      const files = await makeFiles(folder, { megabytes, parts });
      print(`${megabytes} MB in ${parts} parts, to and from ${store.address}`);
      const turns: Rates[] = [];
      // In turns: what else the machine does meets all. The first warms up.
      for (let turn = 0; turn <= repeats; turn++) {
        const made = { files, folder, megabytes };
        const ours = await timeOurs(store, made);
        turns.push({ ...ours, ...await timePlain(plain, made) });
      }
      const rates = medians(turns.slice(1));
      print(`\n${rateTable(rates)}`);
      return { megabytes, parts, repeats, ...rates };
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
};

interface Made {
  readonly files: readonly string[];
  readonly folder: string;
  readonly megabytes: number;
}

/** Files of random bytes, which nothing makes smaller. */
async function makeFiles(
  folder: string,
  { megabytes, parts }: { megabytes: number; parts: number },
): Promise<string[]> {
  const bytes = new Uint8Array(Math.ceil(megabytes * 1e6 / parts));
  const files: string[] = [];
  for (let part = 0; part < parts; part++) {
    for (let at = 0; at < bytes.length; at += 65536) {
      crypto.getRandomValues(bytes.subarray(at, at + 65536));
    }
    const path = `${folder}/bench-part-${part}`;
    await Deno.writeFile(path, bytes);
    files.push(path);
  }
  return files;
}

/** A new version each time, into a cache that is empty. */
async function timeOurs(
  store: ObjectStore,
  { files, folder, megabytes }: Made,
): Promise<Rates> {
  const name = "bench-s3";
  const version = crypto.randomUUID();
  const given = files.map((path) => ({ path, rows: 0 }));
  const cache = `${folder}/cache`;
  try {
    const up = await seconds(() =>
      publishVersion(store, given, { name, version, facts: FACTS })
    );
    const down = await seconds(() =>
      fetchVersion(store, { name, version }, { cache })
    );
    return { publish: megabytes / up, fetch: megabytes / down };
  } finally {
    await Deno.remove(cache, { recursive: true }).catch(() => {});
    for (const { key } of await store.list(versionPrefix(name, version))) {
      await store.delete(key);
    }
  }
}

const FACTS: Parameters<typeof publishVersion>[2]["facts"] = {
  events: { format: "sessions" },
  schema: {},
  dropped: {},
};

async function timePlain(
  plain: PlainS3,
  { files, folder, megabytes }: Made,
): Promise<Rates> {
  const out = `${folder}/plain`;
  await Deno.mkdir(out);
  try {
    const put = await seconds(() => plain.put(files));
    const upload = await seconds(() => plain.upload(files));
    const get = await seconds(() => plain.download(files, out));
    return {
      PutObject: megabytes / put,
      Upload: megabytes / upload,
      GetObject: megabytes / get,
    };
  } finally {
    await Deno.remove(out, { recursive: true });
    await plain.clear(files);
  }
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}

function medians(turns: readonly Rates[]): Rates {
  const names = Object.keys(turns[0]!);
  return Object.fromEntries(
    names.map((name) => [name, median(turns.map((it) => it[name]!))]),
  );
}

/** What is done with our code → what the plain client does alike. */
const ALIKE = [
  ["publish", "Upload", "in parts, as publish"],
  ["publish", "PutObject", "a file at once"],
  ["fetch", "GetObject", ""],
] as const;

function rateTable(rates: Rates): string {
  const whole = (value: number) => value.toFixed(0);
  return table(
    [
      "nextcart",
      { header: "MB/s", format: whole },
      "plain client",
      { header: "MB/s", format: whole },
      { header: "plain / nextcart", format: (it) => it.toFixed(2) },
      "",
    ],
    ALIKE.map(([ours, plain, how]) => [
      ours,
      rates[ours]!,
      plain,
      rates[plain]!,
      rates[plain]! / rates[ours]!,
      how,
    ]),
  );
}
