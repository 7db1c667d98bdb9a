/** The lines of a stream as they come. Only a line feed ends one; texts may hold what ends lines elsewhere. */
export async function* linesOf(stream) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let begun = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const [first, ...rest] = value.split("\n");
      begun += first;
      for (const next of rest) {
        yield begun;
        begun = next;
      }
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}
