/** How much the LMS takes, learned from what it really took and refused; never from a dummy write. */

/** Sizes at which LMSs are known to stop: SCORM 1.2's own limit, and Moodle's and SCORM 2004's. */
const USUAL_LIMITS: readonly number[] = [4096, 64000];

export interface Learned {
  /** Largest record that was confirmed, in characters. */
  readonly taken: number;
  /** Smallest record that was refused; null as long as none was. */
  readonly refused: number | null;
}

export const NOTHING_LEARNED: Learned = { taken: 0, refused: null };

export function learnTaken(learned: Learned, size: number): Learned {
  const refused = learned.refused !== null && learned.refused > size ? learned.refused : null;
  return { taken: Math.max(learned.taken, size), refused };
}

export function learnRefused(learned: Learned, size: number): Learned {
  return { taken: Math.min(learned.taken, size - 1), refused: Math.min(learned.refused ?? size, size) };
}

/** The likely limit in characters: the largest usual one below what was refused; null before any refusal. */
export function limit({ taken, refused }: Learned): number | null {
  if (refused === null) return null;
  return Math.max(taken, ...USUAL_LIMITS.filter((usual) => usual < refused));
}
