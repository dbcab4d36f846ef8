// @ts-nocheck: a script for hand use, run by Node as it stands.
// The smallest typings of the clients that `project.mjs` calls, so that nothing has to be installed.

/** Files of `node_modules`, by name. */
export function declarations() {
  return Object.entries(TYPES).flatMap(([name, { version, types }]) => {
    const folder = `node_modules/${name}`;
    const manifest = { name, version, type: 'module', types: 'index.d.ts', main: 'index.js' };
    return [
      [`${folder}/package.json`, `${JSON.stringify(manifest)}\n`],
      [`${folder}/index.d.ts`, types],
    ];
  });
}

const TYPES = {
  axios: {
    version: '1.7.2',
    types: `export interface AxiosRequestConfig {
  baseURL?: string;
  timeout?: number;
  signal?: AbortSignal;
  headers?: Record<string, string>;
  adapter?: (config: AxiosRequestConfig) => Promise<AxiosResponse>;
}
export interface AxiosResponse<T = any> {
  data: T;
  status: number;
  headers: Record<string, string>;
}
export interface AxiosInstance {
  get<T = any>(url: string, config?: AxiosRequestConfig): Promise<AxiosResponse<T>>;
  post<T = any>(url: string, data?: unknown, config?: AxiosRequestConfig): Promise<AxiosResponse<T>>;
  create(config?: AxiosRequestConfig): AxiosInstance;
}
declare const axios: AxiosInstance;
export default axios;
`,
  },
  got: {
    version: '14.4.0',
    types: `export interface OptionsInit {
  prefixUrl?: string | URL;
  timeout?: { request?: number };
  signal?: AbortSignal;
  retry?: { limit?: number };
}
export interface CancelableRequest<T> extends Promise<T> {
  json<R>(): CancelableRequest<R>;
  text(): CancelableRequest<string>;
  cancel(): void;
}
export interface Got {
  (url: string | URL, options?: OptionsInit): CancelableRequest<{ body: string }>;
  get(url: string | URL, options?: OptionsInit): CancelableRequest<{ body: string }>;
  extend(options: OptionsInit): Got;
}
declare const got: Got;
export default got;
`,
  },
  pg: {
    version: '8.12.0',
    types: `export interface PoolConfig {
  connectionString?: string | undefined;
  query_timeout?: number;
  statement_timeout?: number;
  connectionTimeoutMillis?: number;
}
export interface QueryResult<R> {
  rows: R[];
}
export declare class Pool {
  constructor(config?: PoolConfig);
  query<R = any>(text: string, values?: unknown[]): Promise<QueryResult<R>>;
  end(): Promise<void>;
}
`,
  },
  ioredis: {
    version: '5.4.1',
    types: `export interface RedisOptions {
  commandTimeout?: number;
  connectTimeout?: number;
  maxRetriesPerRequest?: number | null;
}
export declare class Redis {
  constructor(url: string, options?: RedisOptions);
  get(key: string): Promise<string | null>;
  set(key: string, value: string): Promise<'OK'>;
}
`,
  },
  '@aws-sdk/client-s3': {
    version: '3.600.0',
    types: `export interface S3ClientConfig {
  region?: string;
  maxAttempts?: number;
  requestHandler?: { requestTimeout?: number; connectionTimeout?: number };
}
export interface PutObjectCommandInput {
  Bucket: string;
  Key: string;
  Body?: string | Uint8Array;
}
export declare class PutObjectCommand {
  constructor(input: PutObjectCommandInput);
  readonly input: PutObjectCommandInput;
}
export interface HttpHandlerOptions {
  abortSignal?: AbortSignal;
  requestTimeout?: number;
}
export declare class S3Client {
  constructor(config?: S3ClientConfig);
  send(command: PutObjectCommand, options?: HttpHandlerOptions): Promise<{ ETag?: string }>;
}
`,
  },
  'ledger-sdk': {
    version: '2.0.0',
    types: `export interface Entry {
  amount: number;
  tags: string[];
}
export declare class Ledger {
  #socket;
  constructor(options: { account: string });
${['order', 'invoice', 'customer', 'shipment', 'refund', 'price', 'stock', 'report']
  .map((name) => `  ${name}(id: string): Promise<Entry>;`)
  .join('\n')}
}
`,
  },
};
