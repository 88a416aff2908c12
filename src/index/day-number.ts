const millisecondsPerDay = 86_400_000;
/** Open ends: before and after every day that is asked about. */
const first = -0x8000_0000;
const last = 0x7fff_ffff;

/** Calendar days as whole numbers since 1970-01-01, for columns. */
export const dayNumber = {
  first,
  last,
  of: (day: string): number => Math.floor(Date.parse(`${day}T00:00:00Z`) / millisecondsPerDay),
  from: (day: string | undefined): number => (day === undefined ? first : dayNumber.of(day)),
  to: (day: string | undefined): number => (day === undefined ? last : dayNumber.of(day)),
};
