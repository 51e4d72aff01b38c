import { InputError } from "../../src/errors.ts";
import {
  type BackendName,
  BACKENDS,
  startBackend,
  tf,
} from "../../src/tensor/runtime.ts";
import { assertClose, type Numbers } from "./assert_close.ts";

/** What a test on one backend works with. */
export interface BackendTest {
  readonly backend: BackendName;
  /** Asserts that a tensor holds these numbers, within the test's tolerance. */
  close(actual: tf.Tensor, expected: Numbers, what?: string): Promise<void>;
  /** Live tensors that a second call of `run` leaves behind. */
  leaked(run: () => unknown): Promise<number>;
}

export interface OnBackendsOptions {
  /**
   * How far a number may be from the expected one, as a share of the largest
   * expected number (at least of 1). Backends add up in different orders, in
   * 32 bits: about 1e-7 an operation. @default {1e-6}
   */
  readonly tolerance?: number;
  /** Backends that the test is about. @default {all} */
  readonly only?: readonly BackendName[];
}

/** The backends that this machine has. */
export const available = new Set<BackendName>();
for (const name of BACKENDS) if (await starts(name)) available.add(name);

/** Registers one test per backend; those that this machine lacks are ignored. */
export function onBackends(
  name: string,
  test: (on: BackendTest) => void | Promise<void>,
  { tolerance = 1e-6, only = BACKENDS }: OnBackendsOptions = {},
): void {
  for (const backend of only) {
    Deno.test({
      name: `${name} (${backend})`,
      ignore: !available.has(backend),
      async fn() {
        await startBackend(backend);
        const close: BackendTest["close"] = async (actual, expected, what) =>
          assertClose(await actual.data(), expected, { tolerance, what });
        tf.engine().startScope();
        try {
          await test({ backend, close, leaked });
        } finally {
          tf.engine().endScope();
        }
      },
    });
  }
}

async function leaked(run: () => unknown): Promise<number> {
  await run();
  const before = tf.memory().numTensors;
  await run();
  return tf.memory().numTensors - before;
}

async function starts(name: BackendName): Promise<boolean> {
  try {
    await startBackend(name);
    return true;
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}
