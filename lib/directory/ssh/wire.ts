/** A reader of consecutive values of RFC 4251 section 5. Each method throws if there is no such value. */
export interface WireReader {
  bytes(length: number): Buffer;
  byte(): number;
  uint32(): number;
  string(): Buffer;
  /** An ASCII name. */
  text(): string;
  /** A positive number, without the leading zero byte of its sign. */
  mpint(): Buffer;
  /** Throws if any bytes are left. */
  end(): void;
}

/** An error in the binary form. Its message does not contain the value. */
export class WireError extends Error {
  override readonly name = 'WireError';
}

export function wireReader(from: Buffer): WireReader {
  let at = 0;
  const bytes = (length: number) => {
    if (length > from.length - at) throw new WireError('cut short');
    at += length;
    return from.subarray(at - length, at);
  };
  const uint32 = () => bytes(4).readUInt32BE();
  const string = () => bytes(uint32());
  return {
    bytes,
    uint32,
    string,
    byte: () => bytes(1).readUInt8(),
    text: () => string().toString('latin1'),
    mpint: () => unsigned(string()),
    end() {
      if (at !== from.length) throw new WireError('too long');
    },
  };
}

// "Unnecessary leading bytes with the value 0 or 255 MUST NOT be included": each number has one encoding.
function unsigned(bytes: Buffer): Buffer {
  const [first = 0xff, second = 0] = bytes;
  if (first >= 0x80 || (first === 0 && second < 0x80)) throw new WireError('not a positive number');
  return first === 0 ? bytes.subarray(1) : bytes;
}

/** Writes a string as {@link wireReader} reads it. */
export function wireString(value: Buffer | string): Buffer {
  const bytes = Buffer.from(value);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** Parses padded base64 in its canonical form. */
export function parseBase64(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text) throw new WireError('not canonical base64');
  return bytes;
}
