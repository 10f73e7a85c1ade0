import type { KeyboardEvent, RefObject } from 'react';
import { useLayoutEffect, useRef, useState } from 'react';

import type { FilterSyntaxError } from '#model/filter/language/filter-syntax-error.ts';
import type { Filter } from '#model/filter/filter.ts';
import { parseFilter } from '#model/filter/language/parse.ts';
import type { RecentFilters } from '../../state/preferences/useRecentFilters.ts';
import type { FilterOffer } from './filter-offer.ts';
import { isComposing } from '../../ui/is-composing.ts';
import { lineBreaksOf } from './line-breaks.ts';
import type { Suggestion, Typing } from './suggestions.ts';
import { useSuggestions } from './useSuggestions.ts';

export type FilterBoxOptions = {
  /** What the box holds at first: what a link carried and was not understood. */
  readonly initialText: string;
  readonly offer: FilterOffer;
  /** What was applied of late, to be chosen again; what is applied joins it. */
  readonly recent?: RecentFilters;
  readonly onApply: (filter: Filter) => void;
  /** Whether what is there already is edited: the box has the focus at once, and Escape leaves it. */
  readonly isEditing?: boolean;
  readonly onCancel?: () => void;
};

/** The text box as a combobox: what is typed, what is offered, what is wrong, and what the keys do. */
export type FilterBoxState = {
  readonly input: RefObject<HTMLInputElement>;
  readonly text: string;
  readonly suggestions: readonly Suggestion[];
  /** The suggestion that Enter takes; `undefined` when Enter applies the text. */
  readonly active: number | undefined;
  readonly isOpen: boolean;
  /** Whether suggestions are wanted, be there any or not. */
  readonly isAsked: boolean;
  readonly error: FilterSyntaxError | undefined;
  readonly setOpen: (isOpen: boolean) => void;
  readonly onType: (typing: Typing) => void;
  readonly onCaret: (caret: number) => void;
  readonly onAccept: (suggestion: Suggestion) => void;
  readonly onFix: () => void;
  /** Empties the box; leaves it, when something is edited in it. */
  readonly onClear: () => void;
  readonly onApply: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
};

/** Holds the text until it is applied; what is wrong stays in the box, marked, until it is right. */
export function useFilterBox({
  initialText,
  offer,
  recent,
  onApply,
  isEditing = false,
  onCancel = () => undefined,
}: FilterBoxOptions): FilterBoxState {
  const input = useRef<HTMLInputElement>(null);
  const { typing, setTyping, written } = useTyping(initialText);
  const { isOpen, active, setOpen, move } = useOpenList();
  const [error, setError] = useState<FilterSyntaxError>();
  const select = useSelectionRequest(input, isEditing ? initialText.length : undefined);
  const suggestions = useSuggestions(typing, { ...offer, recent: recent?.texts ?? [] }, isOpen);
  const isListed = isOpen && suggestions.length > 0;

  const onType = (next: Typing) => {
    setTyping(next);
    setOpen(true);
    setError(undefined);
  };
  const write = (next: Typing) => {
    onType(next);
    select(next.caret, next.caret);
  };
  const onAccept = (suggestion: Suggestion) => {
    const isForgetting = suggestion.kind === 'forget';
    if (isForgetting) {
      recent?.forget();
    }
    write(isForgetting ? typing : replaced(typing.text, suggestion, suggestion.insert));
    // Behind a value, or a whole filter, there is nothing that has to come: Enter applies, and a space asks for more.
    setOpen(suggestion.kind !== 'value' && suggestion.kind !== 'recent');
  };
  const clear = () => {
    onType({ text: '', caret: 0 });
    setOpen(false);
  };
  const apply = () => {
    const parsed = parseFilter(written);
    if (!parsed.ok) {
      setError(parsed.error);
      setOpen(false);
      select(parsed.error.offset, parsed.error.offset + parsed.error.length);
    } else if (written.trim() !== '') {
      onApply(parsed.value);
      recent?.remember(written);
      clear();
    }
  };
  return {
    input,
    text: typing.text,
    suggestions,
    active,
    isOpen: isListed,
    isAsked: isOpen,
    error,
    setOpen,
    onType,
    onCaret: (caret) => setTyping({ ...typing, caret }),
    onAccept,
    onFix: () => {
      if (error?.suggestion !== undefined) {
        const place = { from: error.offset, to: error.offset + error.length };
        write(replaced(typing.text, place, error.suggestion));
        setOpen(false);
      }
    },
    onClear: isEditing ? onCancel : clear,
    onApply: apply,
    onKeyDown: (event) =>
      handleKey(event, {
        chosen: isOpen && active !== undefined ? suggestions[active] : undefined,
        onApply: apply,
        onAccept,
        onClose: () => setOpen(false),
        onEscape: () => (isEditing && !isListed ? onCancel() : setOpen(false)),
        onMove: (step) => move(step, suggestions.length),
      }),
  };
}

/** What is typed, as the box shows it and, `written`, as it is meant: the two differ where there are line breaks. */
function useTyping(initialText: string) {
  const [lineBreaks] = useState(() => lineBreaksOf(initialText));
  const [typing, setTyping] = useState<Typing>({
    text: lineBreaks.hide(initialText),
    caret: initialText.length,
  });
  return { typing, setTyping, written: lineBreaks.restore(typing.text) };
}

/** A part of a text, by offsets. */
type Place = { readonly from: number; readonly to: number };

/** A text with something else in a place of it, and the caret behind that. */
function replaced(text: string, { from, to }: Place, insert: string): Typing {
  return { text: text.slice(0, from) + insert + text.slice(to), caret: from + insert.length };
}

type KeyActions = {
  readonly chosen: Suggestion | undefined;
  readonly onApply: () => void;
  readonly onAccept: (suggestion: Suggestion) => void;
  readonly onClose: () => void;
  readonly onEscape: () => void;
  readonly onMove: (step: 1 | -1) => void;
};

/** The keys of a combobox; Tab takes what is chosen, and else leaves as anywhere. */
function handleKey(
  event: KeyboardEvent,
  { chosen, onApply, onAccept, onClose, onEscape, onMove }: KeyActions,
): void {
  if (isComposing(event)) {
    return;
  }
  switch (event.key) {
    case 'ArrowDown':
    case 'ArrowUp':
      event.preventDefault();
      onMove(event.key === 'ArrowDown' ? 1 : -1);
      break;
    case 'Enter':
    case 'Tab':
      if (chosen !== undefined) {
        event.preventDefault();
        onAccept(chosen);
      } else if (event.key === 'Tab') {
        onClose();
      } else {
        event.preventDefault();
        onApply();
      }
      break;
    case 'Escape':
      onEscape();
      break;
  }
}

/** Whether the list of suggestions is open, and which of them is chosen. */
function useOpenList() {
  const [isOpen, setIsOpen] = useState(false);
  const [active, setActive] = useState<number>();
  return {
    isOpen,
    active,
    setOpen: (next: boolean) => {
      setIsOpen(next);
      setActive(undefined);
    },
    move: (step: 1 | -1, count: number) => {
      setIsOpen(true);
      setActive(nextActive(active, count, step));
    },
  };
}

/** Asks for a part of the text to be selected, with the focus, once the text that is asked about is drawn. */
function useSelectionRequest(
  input: RefObject<HTMLInputElement>,
  caretAtFirst: number | undefined,
): (start: number, end: number) => void {
  const [request, setRequest] = useState<readonly [start: number, end: number] | undefined>(
    caretAtFirst === undefined ? undefined : [caretAtFirst, caretAtFirst],
  );
  useLayoutEffect(() => {
    if (request !== undefined) {
      input.current?.focus();
      input.current?.setSelectionRange(...request);
    }
  }, [input, request]);
  return (start, end) => setRequest([start, end]);
}

/** The suggestion after or before the active one; going past either end leads back into the text. */
function nextActive(active: number | undefined, count: number, step: 1 | -1): number | undefined {
  const next = active === undefined ? (step === 1 ? 0 : count - 1) : active + step;
  return next >= 0 && next < count ? next : undefined;
}
