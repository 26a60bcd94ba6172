/**
 * How old a view of the database is, by the larger of the monotonic and the wall clock: the first stands still while
 * a machine sleeps, the second may be set back.
 */
export class ViewAge {
  #monotonic = -Infinity;
  #wall = -Infinity;

  /** The moment a reading begins; given back to `confirm` once it succeeded. */
  static now() {
    return { monotonic: performance.now(), wall: Date.now() };
  }

  /** The view holds all that was committed before the reading of this moment was sent. */
  confirm(moment: { monotonic: number; wall: number }): void {
    this.#monotonic = moment.monotonic;
    this.#wall = moment.wall;
  }

  get ms(): number {
    return Math.max(performance.now() - this.#monotonic, Date.now() - this.#wall);
  }
}
