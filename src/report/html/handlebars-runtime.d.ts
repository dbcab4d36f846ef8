/** The package describes its compiler only; the renderer says what it needs of the runtime. */
declare module 'handlebars/dist/handlebars.runtime.min.js' {
  const runtime: unknown;
  export default runtime;
}
