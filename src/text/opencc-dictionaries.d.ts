/** OpenCC's dictionaries, each by itself: pairs apart by "|", a pair's halves by a blank. The package declares no types for them. */
declare module "opencc-js/dict/*" {
  const pairs: string;
  export default pairs;
}
