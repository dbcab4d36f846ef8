import { Agent, request } from 'node:http';

/** A request, and what came of it. */
export interface Sent {
  readonly route: 'product' | 'order' | 'kept order';
  readonly sentAt: number;
  /** Undefined until the whole answer is there. */
  answeredAt: number | undefined;
  status: number | undefined;
  /** Which price it was answered with: that of the day, or of the catalogue. */
  priceOf: 'day' | 'list' | undefined;
}

/** How many products there are, so that orders seldom wait for each other. */
export const PRODUCTS = 20;
const PER_SECOND = 30;

const routes = [
  { route: 'product', method: 'GET', path: '/products/', key: '"of"' },
  { route: 'order', method: 'POST', path: '/orders', key: '"priceOf"' },
  { route: 'kept order', method: 'GET', path: '/orders/1', key: undefined },
] as const;

/** Requests at a steady rate, whether earlier ones have been answered or not. */
export class Load {
  readonly sent: Sent[] = [];
  /** Most requests at once that had no answer yet. */
  mostInFlight = 0;
  readonly #agent = new Agent({ keepAlive: true });
  readonly #startedAt = performance.now();
  readonly #timer: NodeJS.Timeout;
  readonly #port: number;
  #inFlight = 0;

  constructor(port: number) {
    this.#port = port;
    this.#timer = setInterval(() => {
      const due = ((performance.now() - this.#startedAt) / 1_000) * PER_SECOND;
      while (this.sent.length < due) this.#send();
    }, 10);
  }

  sentWithin(from: number, to: number): readonly Sent[] {
    return this.sent.filter(({ sentAt }) => sentAt >= from && sentAt < to);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#agent.destroy();
  }

  #send(): void {
    const number = this.sent.length;
    const { route, method, path, key } = routes[number % routes.length]!;
    const sku = `sku-${String(Math.floor(number / routes.length) % PRODUCTS)}`;
    const one: Sent = {
      ...{ route, sentAt: performance.now() },
      ...{ answeredAt: undefined, status: undefined, priceOf: undefined },
    };
    this.sent.push(one);
    this.mostInFlight = Math.max(this.mostInFlight, ++this.#inFlight);
    const answered = (status: number | undefined, body: string): void => {
      one.answeredAt = performance.now();
      one.status = status;
      if (key !== undefined && body.includes(`${key}:"list"`)) one.priceOf = 'list';
      if (key !== undefined && body.includes(`${key}:"day"`)) one.priceOf = 'day';
    };
    const exchange = request(
      {
        ...{ method, agent: this.#agent, host: '127.0.0.1', port: this.#port },
        path: path.endsWith('s/') ? path + sku : path,
        headers: { 'content-type': 'application/json' },
      },
      (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (piece: string) => (body += piece));
        response.on('end', () => {
          answered(response.statusCode, body);
        });
      },
    );
    exchange.on('error', () => undefined);
    exchange.on('close', () => this.#inFlight--);
    exchange.end(method === 'POST' ? JSON.stringify({ sku, quantity: 1 }) : undefined);
  }
}
