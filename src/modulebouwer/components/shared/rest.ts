/** Choosing has no end that the page can see: an answer is settled when it was left as it is for a moment. */

const REST = 800;

/** Calls `settle` with an interaction's id once the last call for it is a moment ago. */
export function atRest(settle: (interaction: string) => void): (interaction: string) => void {
  const waiting = new Map<string, ReturnType<typeof setTimeout>>();
  return (interaction) => {
    clearTimeout(waiting.get(interaction));
    waiting.set(
      interaction,
      setTimeout(() => settle(interaction), REST),
    );
  };
}
