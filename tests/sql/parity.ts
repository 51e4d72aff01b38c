import assert from "node:assert/strict";
import {
  type JsonObject,
  type Params,
  resolveParams,
} from "../../src/config.ts";
import type { EventSource } from "../../src/events/event_source.ts";
import { readDataset } from "../../src/prepare/dataset.ts";
import { SPLITS } from "../../src/prepare/dataset_splits.ts";
import type { PrepareReport } from "../../src/prepare/prepare_report.ts";
import { readPreset } from "../../tasks/preset.ts";

/** What statistics of numbers may differ by, of their size. */
const CLOSE = 1e-9;
/** Scaled numbers are 32-bit floats: those of close statistics round to neighbours. */
const FLOAT32_CLOSE = 2e-7;

/** Parameters of a preset, with these of `prepare` instead of its own. */
export async function presetParams(
  preset: string,
  { prepare = {}, events = {} }: {
    readonly prepare?: JsonObject;
    readonly events?: JsonObject;
  } = {},
): Promise<Params> {
  const own = await readPreset(preset);
  const merged = { ...own.events as JsonObject, ...events };
  return resolveParams({
    preset: { ...own, events: merged, params: { prepare } },
  });
}

/** Asserts that two folders hold the same dataset, and that reports agree. */
export async function assertSameDataset(
  actual: { folder: string; report: PrepareReport },
  expected: { folder: string; report: PrepareReport },
): Promise<void> {
  const { digest: _, ...report } = actual.report;
  const { digest: __, ...wanted } = expected.report;
  assert.deepEqual(report, wanted);
  const [a, b] = [
    await readDataset(actual.folder),
    await readDataset(expected.folder),
  ];
  const { numbers, ...features } = JSON.parse(a.features.serialize());
  const { numbers: wantedNumbers, ...wantedFeatures } = JSON.parse(
    b.features.serialize(),
  );
  assert.deepEqual(features, wantedFeatures);
  assertClose(numbers, wantedNumbers);
  assert.deepEqual(a.itemFeatures, b.itemFeatures);
  for (const part of SPLITS) {
    const { numbers, ...coded } = a[part];
    const { numbers: wantedNumbers, ...wantedCoded } = b[part];
    assert.deepEqual(coded, wantedCoded, part);
    assert.deepEqual(Object.keys(numbers), Object.keys(wantedNumbers));
    for (const [name, values] of Object.entries(wantedNumbers)) {
      assert.equal(numbers[name]!.length, values.length);
      const far = values.findIndex((it, row) =>
        !isClose(numbers[name]![row]!, it, FLOAT32_CLOSE)
      );
      assert.equal(far, -1, `${part}, ${name}, row ${far}`);
    }
  }
}

type Scalers = Record<string, { kind: string; center: number; scale: number }>;

function assertClose(actual: Scalers, expected: Scalers): void {
  assert.deepEqual(Object.keys(actual), Object.keys(expected));
  for (const [name, { kind, center, scale }] of Object.entries(expected)) {
    const found = actual[name]!;
    assert.equal(found.kind, kind);
    assert.ok(isClose(found.center, center, CLOSE), `${name}: ${found.center}`);
    assert.ok(isClose(found.scale, scale, CLOSE), `${name}: ${found.scale}`);
  }
}

function isClose(actual: number, expected: number, part: number): boolean {
  return Math.abs(actual - expected) <= part * Math.max(1, Math.abs(expected));
}

/** Runs with a new folder that is removed afterwards. */
export async function inFolder(
  work: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The source without what leads an engine to its files. */
export function framesOnly({ name, digest, read }: EventSource): EventSource {
  return { name, digest, read };
}
