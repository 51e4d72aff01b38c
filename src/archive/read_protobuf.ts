/** A field of a message: a number, or a text or message as its bytes. */
export interface ProtobufField {
  /** Number of the field in its message. */
  readonly number: number;
  /** A varint, or the bytes of a text, a message or packed numbers. */
  readonly value: number | Uint8Array;
}

/** Bytes of a fixed-size value, by wire type. */
const FIXED: Readonly<Record<number, number>> = { 1: 8, 5: 4 };

/**
 * Reads the fields of a message of protocol buffers, in their order.
 * https://protobuf.dev/programming-guides/encoding/
 *
 * @throws {RangeError} where the bytes are no message.
 */
export function readProtobuf(bytes: Uint8Array): ProtobufField[] {
  const fields: ProtobufField[] = [];
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let factor = 1; factor < 2 ** 53; factor *= 128) {
      const byte = bytes[at++];
      if (byte === undefined) break;
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
    throw new RangeError("a number is cut short or too long");
  };
  const take = (length: number): Uint8Array => {
    if (length > bytes.length - at) throw new RangeError("it is cut short");
    return bytes.subarray(at, at += length);
  };
  while (at < bytes.length) {
    const tag = varint();
    const [number, wireType] = [Math.floor(tag / 8), tag % 8];
    const size = FIXED[wireType];
    if (wireType > 2 && size === undefined) {
      throw new RangeError(`field ${number} has wire type ${wireType}`);
    }
    fields.push({
      number,
      value: wireType === 0 ? varint() : take(size ?? varint()),
    });
  }
  return fields;
}
