const STDERR = 2;
const WRITE_ONLY = 1;

const FUNCTIONS = {
  open: { parameters: ["buffer", "i32"], result: "i32" },
  close: { parameters: ["i32"], result: "i32" },
  dup: { parameters: ["i32"], result: "i32" },
  dup2: { parameters: ["i32", "i32"], result: "i32" },
} as const;

/**
 * Runs `work` while what native code prints on standard error is thrown away:
 * TensorFlow's library prints hints about processors as it is loaded, before it
 * looks at any setting. Where the C library cannot be called, nothing is muted.
 */
export async function muteStderr<T>(work: () => Promise<T>): Promise<T> {
  const unmute = mute();
  try {
    return await work();
  } finally {
    unmute();
  }
}

function mute(): () => void {
  if (Deno.build.os !== "linux") return () => {};
  let libc: Deno.DynamicLibrary<typeof FUNCTIONS>;
  try {
    libc = Deno.dlopen("libc.so.6", FUNCTIONS);
  } catch {
    return () => {};
  }
  const { open, close, dup, dup2 } = libc.symbols;
  const saved = dup(STDERR);
  const nowhere = open(new TextEncoder().encode("/dev/null\0"), WRITE_ONLY);
  dup2(nowhere, STDERR);
  close(nowhere);
  return () => {
    dup2(saved, STDERR);
    close(saved);
    libc.close();
  };
}
