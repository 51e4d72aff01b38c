import { sessionBodies } from "./session_bodies.ts";

/** How long connections have to be opened before the first request is due: ms. */
const LEAD_MS = 200;

/**
 * What wrk sends: requests of the original's client, as fast as they are
 * answered or, with a rate, each when it is due. It ends with a line of JSON.
 *
 * @param rate Requests a second.
 */
export function wrkScript(rate?: number): string {
  return `
local bodies = { ${sessionBodies().map((it) => `[==[${it}]==]`).join(", ")} }
local headers = { ["Content-Type"] = "application/json" }
local n = 0
local threads = {}
-- Requests by how much later than due they were sent, in whole ms.
late = {}
setup = function(thread) table.insert(threads, thread) end
request = function()
  if sending then sending(n) end
  n = n + 1
  return wrk.format("POST", nil, headers, bodies[n % #bodies + 1])
end
${rate === undefined ? "" : paced(rate)}
local function lateness(share)
  local sent, seen, most = 0, 0, 0
  local counts = threads[1]:get("late")
  for ms, count in pairs(counts) do
    sent, most = sent + count, math.max(most, ms)
  end
  for ms = 0, most do
    seen = seen + (counts[ms] or 0)
    if seen >= sent * share then return ms end
  end
  return 0
end
done = function(summary, latency)
  local e = summary.errors
  io.write(string.format(
    'LOAD {"requests": %d, "us": %d, "p50": %f, "p90": %f, "p99": %f, "max": %f, "lateP99": %d, "status": %d, "connection": %d, "timeout": %d}\\n',
    summary.requests, summary.duration,
    latency:percentile(50) / 1000, latency:percentile(90) / 1000, latency:percentile(99) / 1000,
    latency.max / 1000, lateness(0.99),
    e.status, e.connect + e.read + e.write, e.timeout))
end
`;
}

/** A free connection takes the request that is due next, and waits for it. */
function paced(rate: number): string {
  return `
local ffi = require("ffi")
ffi.cdef[[
  typedef struct { long seconds; long us; } clock_time;
  int gettimeofday(clock_time *, void *);
]]
local clock = ffi.new("clock_time")
local function now()
  ffi.C.gettimeofday(clock, nil)
  return tonumber(clock.seconds) * 1000 + tonumber(clock.us) / 1000
end
local first
local taken = 0
local function due(at) return first + at * ${1000 / rate} end
delay = function()
  first = first or now() + ${LEAD_MS}
  taken = taken + 1
  return math.max(0, due(taken - 1) - now())
end
-- wrk asks for a request once before any is due, to see that it can.
sending = function(at)
  if first == nil then return end
  local ms = math.max(0, math.floor(now() - due(at)))
  late[ms] = (late[ms] or 0) + 1
end
`;
}
