import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

/** The figures that the process gives a monitor at `/metrics`; labels name routes and results, never people. */
export const metrics = new Registry();

collectDefaultMetrics({ register: metrics });

/** Seconds from a request's arrival to its answer, by route pattern. */
export const requestSeconds = new Histogram({
	name: 'saiets_request_seconds',
	help: 'Seconds from a request to its answer, by route pattern, method and status',
	labelNames: ['route', 'method', 'status'],
	buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
	registers: [metrics]
});

/** Mail deliveries tried by this process, by result. */
export const mailAttempts = new Counter({
	name: 'saiets_mail_attempts_total',
	help: 'Mail deliveries tried, by result',
	labelNames: ['result'],
	registers: [metrics]
});
