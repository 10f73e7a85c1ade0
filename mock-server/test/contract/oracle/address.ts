type Address = { readonly family: 4 | 6; readonly number: bigint };

const known = new Map<string, Address | undefined>();

/** An address as a number; IPv4 written as IPv6 (`::ffff:10.0.0.1`) is IPv4. `undefined` for anything else. */
export function readAddress(text: string): Address | undefined {
  if (!known.has(text)) {
    known.set(text, read(text));
  }
  return known.get(text);
}

/** Whether an address is another, lies in a block (`10.0.0.0/8`) or in a range (`10.0.0.1-10.0.0.9`). */
export function isWithin(address: Address, wanted: string): boolean {
  const [block = '', prefix] = wanted.split('/');
  if (prefix !== undefined) {
    const network = readAddress(block);
    const hostBits = BigInt((network?.family === 4 ? 32 : 128) - Number(prefix));
    return network?.family === address.family && network.number >> hostBits === address.number >> hostBits;
  }
  const [first, last] = wanted.includes('-') ? wanted.split('-').map(readAddress) : [readAddress(wanted)];
  return (
    first?.family === address.family &&
    first.number <= address.number &&
    address.number <= (last ?? first).number
  );
}

function read(text: string): Address | undefined {
  const v4 = /^(?:::ffff:)?(\d+)\.(\d+)\.(\d+)\.(\d+)$/i.exec(text);
  if (v4 !== null) {
    return { family: 4, number: v4.slice(1).reduce((sum, part) => sum * 256n + BigInt(part), 0n) };
  }
  if (!/^[\da-f:]+$/i.test(text) || !text.includes(':')) {
    return undefined;
  }
  const [head = '', tail] = text.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  const parts = [...before, ...(tail === undefined ? [] : zeros), ...after];
  const number = parts.reduce((sum, part) => sum * 65_536n + BigInt(`0x${part}`), 0n);
  return parts.length === 8 ? { family: 6, number } : undefined;
}
