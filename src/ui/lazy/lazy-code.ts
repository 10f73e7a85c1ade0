/** How far code is that comes when it is needed. */
export type LazyState<Code> =
  | { readonly kind: 'unasked' }
  /** `isAgain` when it could not be loaded the time before. */
  | { readonly kind: 'loading'; readonly isAgain: boolean }
  | { readonly kind: 'ready'; readonly code: Code; readonly isAgain: boolean }
  | { readonly kind: 'failed' };

/**
 * Code that is a chunk of its own, loaded once, when it is first needed.
 *
 * Unlike `React.lazy` it can be asked for before it is drawn, and again when it could not be loaded: the network was
 * away, or the page is older than the plugin that is served now.
 */
export class LazyCode<Code> {
  readonly #load: () => Promise<Code>;
  readonly #listeners = new Set<() => void>();
  #state: LazyState<Code> = { kind: 'unasked' };

  constructor(load: () => Promise<Code>) {
    this.#load = load;
  }

  /** The same object as long as nothing changes. */
  readonly state = (): LazyState<Code> => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Asks for it, unless it is there or on its way. Never throws: `state` tells what comes of it. */
  readonly load = (): void => {
    const { kind } = this.#state;
    if (kind === 'unasked' || kind === 'failed') {
      const isAgain = kind === 'failed';
      this.#become({ kind: 'loading', isAgain });
      this.#load().then(
        (code) => this.#become({ kind: 'ready', code, isAgain }),
        () => this.#become({ kind: 'failed' }),
      );
    }
  };

  #become(state: LazyState<Code>): void {
    this.#state = state;
    this.#listeners.forEach((listener) => listener());
  }
}
