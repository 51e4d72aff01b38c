import { InputError } from "../../src/errors.ts";
import type { FlagValues } from "../parse_flags.ts";
import type { Flag } from "../stage.ts";

const MAX_PORT = 65_535;

export const SERVE_FLAGS: Readonly<Record<string, Flag>> = {
  models: {
    type: "string",
    value: "WHERE",
    help:
      "an archive, a folder of archives, s3://… or models:/NAME@ALIAS; repeatable (the newest of runs/)",
  },
  follow: {
    type: "string",
    value: "WHERE",
    help: "look at models:/NAME@ALIAS again and again, and swap when it moves",
  },
  "poll-seconds": {
    type: "string",
    value: "N",
    help: "how often --follow looks (30)",
  },
  host: {
    type: "string",
    value: "ADDRESS",
    help: "interface to listen on (127.0.0.1)",
  },
  port: { type: "string", value: "N", help: "for inference (8080)" },
  "management-port": { type: "string", value: "N", help: "(8081)" },
  "metrics-port": { type: "string", value: "N", help: "(8082)" },
  workers: {
    type: "string",
    value: "N",
    help: "networks of each model that run at a time (1)",
  },
  provider: {
    type: "string",
    value: "NAME",
    help:
      "where networks compute: cpu, or cuda where ONNX Runtime has its library (cpu)",
  },
  "disable-token-auth": {
    type: "boolean",
    help: "let whoever reaches the ports ask, without a key",
  },
  "key-file": {
    type: "string",
    value: "FILE",
    help: "where the keys are written (key_file.json)",
  },
  "token-minutes": {
    type: "string",
    value: "N",
    help: "how long a key is good (60)",
  },
  "queue-size": {
    type: "string",
    value: "N",
    help: "sessions that may wait for a model (1000)",
  },
  "timeout-ms": {
    type: "string",
    value: "N",
    help: "how long a body, and an answer, may take (5000)",
  },
  "max-body-kb": {
    type: "string",
    value: "N",
    help: "the largest body (1024)",
  },
  "rate-limit": {
    type: "string",
    value: "N",
    help: "requests a second that a client may make, but for health (no bound)",
  },
  "request-log": {
    type: "string",
    value: "FILE",
    help: "append a sample of what is asked, without ids, for deno task drift",
  },
  "request-log-rate": {
    type: "string",
    value: "SHARE",
    help: "share of the sessions in that log (0.01)",
  },
  "no-access-log": { type: "boolean", help: "do not log requests" },
  help: { type: "boolean", help: "show this text" },
};

/** What the server's command line says. */
export interface ServeSettings {
  /** Addresses of models; empty: the newest of runs/. */
  readonly models: readonly string[];
  readonly follow: string | undefined;
  readonly pollMs: number;
  readonly host: string;
  readonly ports: { inference: number; management: number; metrics: number };
  readonly workers: number;
  /** ONNX Runtime's execution providers, by preference. */
  readonly providers: readonly string[];
  /** Undefined: no keys are wanted. */
  readonly keys: { path: string; minutes: number } | undefined;
  readonly queueSize: number;
  readonly timeoutMs: number;
  readonly maxBodyBytes: number;
  readonly maxPerSecond: number | undefined;
  readonly accessLog: boolean;
  /** Undefined: nothing of what is asked is kept. */
  readonly requestLog: { path: string; rate: number } | undefined;
}

/** @throws {InputError} naming the flag whose value is no number of its range. */
export function serveSettings(values: FlagValues): ServeSettings {
  const text = (flag: string, fallback: string) =>
    typeof values[flag] === "string" ? values[flag] : fallback;
  const number = (flag: string, fallback: number, [least, most]: number[]) => {
    const given = text(flag, String(fallback));
    const value = Number(given);
    if (Number.isInteger(value) && value >= least! && value <= most!) {
      return value;
    }
    throw new InputError(
      `--${flag} ${given}: a whole number from ${least} to ${most} is wanted`,
    );
  };
  const port = (flag: string, fallback: number) =>
    number(flag, fallback, [0, MAX_PORT]);
  return {
    models: (values.models ?? []) as string[],
    follow: typeof values.follow === "string"
      ? alias(values.follow)
      : undefined,
    pollMs: number("poll-seconds", 30, [1, 86_400]) * 1000,
    host: text("host", "127.0.0.1"),
    ports: {
      inference: port("port", 8080),
      management: port("management-port", 8081),
      metrics: port("metrics-port", 8082),
    },
    workers: number("workers", 1, [1, 64]),
    providers: providers(text("provider", "cpu")),
    keys: values["disable-token-auth"] === true ? undefined : {
      path: text("key-file", "key_file.json"),
      minutes: number("token-minutes", 60, [1, 525_600]),
    },
    queueSize: number("queue-size", 1000, [1, 1_000_000]),
    timeoutMs: number("timeout-ms", 5000, [1, 600_000]),
    maxBodyBytes: number("max-body-kb", 1024, [1, 1_048_576]) * 1024,
    maxPerSecond: values["rate-limit"] === undefined
      ? undefined
      : number("rate-limit", 1, [1, 1_000_000]),
    accessLog: values["no-access-log"] !== true,
    requestLog: typeof values["request-log"] === "string"
      ? {
        path: values["request-log"],
        rate: share(text("request-log-rate", "0.01")),
      }
      : undefined,
  };
}

/** Anything else never moves. */
function alias(given: string): string {
  if (/^models:\/[^@/]+@[^@/]+$/.test(given)) return given;
  throw new InputError(`--follow ${given}: models:/NAME@ALIAS is wanted`);
}

/** The processor does what a card cannot. */
function providers(given: string): string[] {
  if (given === "cpu") return ["cpu"];
  if (given === "cuda") return ["cuda", "cpu"];
  throw new InputError(`--provider ${given}: cpu or cuda is wanted`);
}

function share(given: string): number {
  const value = Number(given);
  if (value > 0 && value <= 1) return value;
  throw new InputError(
    `--request-log-rate ${given}: a share above 0, up to 1, is wanted`,
  );
}
