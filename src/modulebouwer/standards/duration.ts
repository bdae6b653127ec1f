/** Milliseconds as an ISO 8601 duration in whole seconds, which every LMS reads: `PT1H2M3S`, `PT0S`. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const parts: readonly [number, string][] = [
    [Math.floor(seconds / 3600), "H"],
    [Math.floor(seconds / 60) % 60, "M"],
    [seconds % 60, "S"],
  ];
  const stated = parts.filter(([amount]) => amount > 0).map(([amount, unit]) => `${amount}${unit}`);
  return `PT${stated.join("") || "0S"}`;
}
