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
