-- What wrk measured, as one line of JSON; bench/serving.py reads the last line.
done = function(summary, latency)
  local e = summary.errors
  local line = '\n{"requests": %d, "seconds": %.6f, "bytes": %d, "p50": %.3f, "p99": %.3f, "errors": %d}\n'
  io.write(line:format(
    summary.requests, summary.duration / 1e6, summary.bytes,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    e.connect + e.read + e.write + e.status + e.timeout
  ))
end
