import { spansOf } from "./spans.js";

/** A text addressed in Unicode code points, as the contract has it; JavaScript itself counts UTF-16 units. */
export class Text {
  constructor(string) {
    this.string = string;
    const units = [0];
    for (const character of string) units.push(units[units.length - 1] + character.length);
    this.units = Uint32Array.from(units);
  }

  /** Length in code points. */
  get length() {
    return this.units.length - 1;
  }

  /** The characters from one code point to another, the end exclusive. */
  slice(start, end) {
    return this.string.slice(this.units[start], this.units[end]);
  }

  /** The code point at which a UTF-16 unit lies. */
  pointOf(unit) {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.units[middle] <= unit) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** Characters between two known words of one passage. */
const A_PAUSE = 80;

/** What is known of a text from a summary alone: the words of its spans, and a mark for what lies between. */
export class Passages {
  constructor(summary) {
    this.pieces = [];
    this.length = 0;
    const spans = spansOf(summary).sort((a, b) => a.start - b.start || b.end - a.end);
    for (const { start, end, text } of spans) {
      if (end <= this.length && this.pieces.length > 0) continue;
      const known = Math.max(0, this.length - start);
      this.pieces.push({ start: start + known, text: [...text].slice(known) });
      this.length = end;
    }
  }

  /** The known characters from one code point to another, with a pause for those between. */
  slice(start, end) {
    let [said, at] = ["", start];
    for (const piece of this.pieces) {
      const [from, to] = [Math.max(start, piece.start), Math.min(end, piece.start + piece.text.length)];
      if (from >= to) continue;
      said += pause(from - at) + piece.text.slice(from - piece.start, to - piece.start).join("");
      at = to;
    }
    return said + pause(end - at);
  }
}

const pause = (length) => (length === 0 ? "" : length < A_PAUSE ? " … " : "\n…\n");
