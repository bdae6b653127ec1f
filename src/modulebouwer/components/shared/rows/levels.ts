/** How much of something, from 1 for little to 4 for very much. */
export function isLevel(cell: string): boolean {
  return /^[1-4]$/.test(cell);
}
