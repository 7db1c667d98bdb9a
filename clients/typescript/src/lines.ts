import { Unreachable } from "./errors.js";

/** The lines of a stream as they come. Only a line feed ends one; texts may hold what ends lines elsewhere. */
export async function* linesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = stream.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let begun = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const [first = "", ...rest] = value.split("\n");
      begun += first;
      for (const next of rest) {
        yield begun;
        begun = next;
      }
    }
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new Unreachable("The service broke off its answer.", { cause });
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
