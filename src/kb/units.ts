const time = /^(?:秒|分钟|小时|天|日|工作日|个工作日|周|月|个月|年|时刻)/u;

/** True for units of time and clock times. */
export function isTime(unit: string): boolean {
  return time.test(unit);
}
