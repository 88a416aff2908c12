/** Binary data bundled with the Worker (see [[rules]] in wrangler.toml). */
declare module "*.snapshot" {
  const file: ArrayBuffer;
  export default file;
}
