/** Metrics and traces of registered policies, for Prometheus and OpenTelemetry. */
export {
  openTelemetryMetrics,
  tracing,
  type MeterLike,
  type TracerLike,
} from './observe/open-telemetry.js';
export { prometheusMetrics, type PrometheusMetrics } from './observe/prometheus.js';
