import { libraryFolder } from "../setup/library_folder.ts";

/** Abseil's function that sets from which severity on a message is printed. */
const SET_THRESHOLD =
  "_ZN4absl12lts_2025081418SetStderrThresholdENS0_18LogSeverityAtLeastE";
const ERROR_SEVERITY = 2;

/**
 * Keeps TensorFlow from printing hints about processors on standard error when
 * it is loaded: it says the first before it reads TF_CPP_MIN_LOG_LEVEL. Errors
 * are still printed. Call it before the first import of TensorFlow; where the
 * library has no such function, nothing happens.
 */
export function quietLog(): void {
  const folder = libraryFolder();
  if (folder === undefined) return;
  try {
    const library = Deno.dlopen(`${folder}/libtensorflow_framework.so.2`, {
      [SET_THRESHOLD]: { parameters: ["i32"], result: "void" },
    });
    // The library stays open: TensorFlow itself is about to use it.
    library.symbols[SET_THRESHOLD]!(ERROR_SEVERITY);
  } catch {
    // Another version of TensorFlow: its hints are harmless.
  }
}
