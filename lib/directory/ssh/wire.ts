/** Reads values of RFC 4251 section 5 one after the other. Each throws where there is no such value. */
export interface WireReader {
  bytes(length: number): Buffer;
  byte(): number;
  uint32(): number;
  string(): Buffer;
  /** A name in ASCII. */
  text(): string;
  /** A number above zero, without the zero that its sign may need. */
  mpint(): Buffer;
  /** Throws where anything is left. */
  end(): void;
}

/** What is not of the form that it has to be. It says nothing of what it is instead. */
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

// "Unnecessary leading bytes with the value 0 or 255 MUST NOT be included": one spelling a number.
function unsigned(bytes: Buffer): Buffer {
  const [first = 0xff, second = 0] = bytes;
  if (first >= 0x80 || (first === 0 && second < 0x80)) throw new WireError('no number above zero');
  return first === 0 ? bytes.subarray(1) : bytes;
}

/** Writes a string as {@link wireReader} reads it. */
export function wireString(value: Buffer | string): Buffer {
  const bytes = Buffer.from(value);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** Reads base64 with its pads, in the one spelling that stands for these bytes. */
export function parseBase64(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text) throw new WireError('no base64');
  return bytes;
}
