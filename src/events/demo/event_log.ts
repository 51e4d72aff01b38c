/** Events in columns of typed arrays that grow as events are appended. */
export class EventLog {
  #length = 0;
  #session = new Int32Array(1024);
  #user = new Int32Array(1024);
  #item = new Int32Array(1024);
  #time = new Float64Array(1024);
  #cart = new Uint8Array(1024);

  /** Number of events. */
  get length(): number {
    return this.#length;
  }

  /**
   * Adds an event at the end.
   *
   * @param event A user below 0 is anonymous; the time is in milliseconds.
   */
  append(event: LoggedEvent): void {
    if (this.#length === this.#session.length) this.#grow();
    const at = this.#length++;
    this.#session[at] = event.session;
    this.#user[at] = event.user;
    this.#item[at] = event.item;
    this.#time[at] = event.time;
    this.#cart[at] = event.cart ? 1 : 0;
  }

  /** The columns, as long as there are events. */
  columns(): Readonly<{
    session: Int32Array;
    user: Int32Array;
    item: Int32Array;
    time: Float64Array;
    cart: Uint8Array;
  }> {
    const end = this.#length;
    return {
      session: this.#session.subarray(0, end),
      user: this.#user.subarray(0, end),
      item: this.#item.subarray(0, end),
      time: this.#time.subarray(0, end),
      cart: this.#cart.subarray(0, end),
    };
  }

  #grow(): void {
    const size = 2 * this.#length;
    const int32 = (old: Int32Array<ArrayBuffer>) => {
      const grown = new Int32Array(size);
      grown.set(old);
      return grown;
    };
    this.#session = int32(this.#session);
    this.#user = int32(this.#user);
    this.#item = int32(this.#item);
    const time = new Float64Array(size);
    time.set(this.#time);
    this.#time = time;
    const cart = new Uint8Array(size);
    cart.set(this.#cart);
    this.#cart = cart;
  }
}

/** An event, by numbers. */
export interface LoggedEvent {
  /** Number of the session. */
  readonly session: number;
  /** Number of the user, below 0 if anonymous. */
  readonly user: number;
  /** Number of the product. */
  readonly item: number;
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** Whether the product went into the cart. */
  readonly cart: boolean;
}
