// The text of a stylesheet that is put together from several files and changed on the way, and where each place of it was written.

export interface Segment {
  text: string;
  path: string;
  /** Where it begins in the file, UTF-16 units; null if the app did not write it. */
  offset: number | null;
  /** Each unit is the file's own; otherwise the whole stands for what is at `offset`. */
  exact: boolean;
}

export interface Change {
  start: number;
  end: number;
  text: string;
}

export interface Place {
  path: string;
  offset: number;
}

export class SheetText {
  readonly segments: readonly Segment[];
  readonly text: string;
  readonly #starts: number[] = [];

  constructor(segments: readonly Segment[]) {
    this.segments = segments.filter((segment) => segment.text !== "");
    this.text = this.segments.map((segment) => segment.text).join("");
    let start = 0;
    for (const { text } of this.segments) {
      this.#starts.push(start);
      start += text.length;
    }
  }

  /** Changes in order; one inside another is left out. */
  changed(changes: readonly Change[]): SheetText {
    return new SheetText(
      this.replaced(changes.map(({ start, end, text }) => ({ start, end, segments: this.#written(start, text) }))),
    );
  }

  /** The same with segments of other files in the place of what is replaced. */
  replaced(changes: readonly { start: number; end: number; segments: readonly Segment[] }[]): Segment[] {
    const result: Segment[] = [];
    let from = 0;
    const cursor = this.#cursor();
    for (const { start, end, segments } of [...changes].sort((one, other) => one.start - other.start)) {
      if (start < from) continue;
      result.push(...cursor(from, start), ...segments);
      from = end;
    }
    result.push(...cursor(from, this.text.length));
    return result;
  }

  slice(start: number, end: number): Segment[] {
    return this.#cursor()(start, end);
  }

  /** Where what is at this place was written; null if the app did not write it. */
  placeOf(at: number): Place | null {
    let index = 0;
    for (let beyond = this.#starts.length; beyond - index > 1; ) {
      const middle = (index + beyond) >>> 1;
      if (this.#starts[middle]! <= at) index = middle;
      else beyond = middle;
    }
    const segment = this.segments[index];
    if (segment === undefined || segment.offset === null) return null;
    const { path, offset, exact } = segment;
    return { path, offset: exact ? offset + at - this.#starts[index]! : offset };
  }

  #written(at: number, text: string): Segment[] {
    const place = this.placeOf(at);
    return [{ text, path: place?.path ?? "", offset: place?.offset ?? null, exact: false }];
  }

  /** Slices asked for in order, so that all of them together pass the segments once. */
  #cursor(): (start: number, end: number) => Segment[] {
    let index = 0;
    let from = 0;
    return (start, end) => {
      const result: Segment[] = [];
      while (index < this.segments.length) {
        const segment = this.segments[index]!;
        const last = from + segment.text.length;
        const [first, beyond] = [Math.max(start, from), Math.min(end, last)];
        if (first < beyond) {
          const moved = segment.exact && segment.offset !== null ? segment.offset + first - from : segment.offset;
          result.push({ ...segment, text: segment.text.slice(first - from, beyond - from), offset: moved });
        }
        if (last > end) break;
        from = last;
        index++;
      }
      return result;
    };
  }
}
