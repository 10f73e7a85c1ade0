import { stripVTControlCharacters } from 'node:util';

import { scanJson } from '../scan/json-scan.ts';

/** A part of a line of a container, as runtimes cut long ones (CRI): `2024-05-06T07:08:09.1Z stdout P …`. */
const CRI_LINE = /^((?:\S+ )??\d{4}-\d\d-\d\dT\S+ (?:stdout|stderr)) ([PF])(?::\S+)? (.*)$/s;
/**
 * What stands before a line of a container: the name of its pod (`oc logs --prefix`, stern, docker compose), a time
 * (`--timestamps`, CRI), the name of a program (journald). It has no quotes, and ends before the flow log does.
 */
const PREFIX = /^[^"{}]{0,400}[\s|\]:>]$/;

/** The flow log in a line that a tool put something before; the line as it is where that is not so. */
export function withoutPrefix(line: string): string {
  if (line.startsWith('{')) {
    return line;
  }
  const plain = stripVTControlCharacters(line).trim();
  const at = plain.indexOf('{');
  return at !== -1 && (at === 0 || PREFIX.test(plain.slice(0, at))) ? plain.slice(at) : line;
}

/** Whether a line is a JSON object with something before it that tools put there. */
export function isPrefixed(line: string): boolean {
  const plain = stripVTControlCharacters(line).trim();
  const flow = withoutPrefix(line);
  const bytes = Buffer.from(flow);
  const scan = scanJson(bytes, 0);
  const prefix = plain.slice(0, plain.length - flow.length);
  return /[a-z]/i.test(prefix) && flow.startsWith('{') && scan.kind === 'whole' && scan.end === bytes.length;
}

/** Puts the parts of lines together that a runtime has cut, stream by stream. */
export class PartLines {
  readonly #parts = new Map<string, string>();

  /** The line that is whole with this one; absent for a part that others follow. */
  take(line: string): string | undefined {
    const [, stream = '', kind, text = ''] = line.startsWith('{') ? [] : (CRI_LINE.exec(line) ?? []);
    if (kind === undefined) {
      return line;
    }
    const key = stream.slice(stream.lastIndexOf(' '));
    const whole = `${this.#parts.get(key) ?? ''}${text}`;
    if (kind === 'P' && whole.length <= MOST_PARTS) {
      this.#parts.set(key, whole);
      return undefined;
    }
    this.#parts.delete(key);
    return whole;
  }

  /** What others should have followed. */
  get rest(): readonly string[] {
    return [...this.#parts.values()];
  }
}

const MOST_PARTS = 1024 * 1024;
