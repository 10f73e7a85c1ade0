import { Button, Checkbox } from '@patternfly/react-core';
import { AngleDownIcon, AngleUpIcon } from '@patternfly/react-icons';
import { useLayoutEffect, useRef } from 'react';

import type { ColumnOffer } from '../../state/preferences/column-choice.ts';
import { useT } from '../../ui/i18n.ts';
import { consoleIcon } from '../../ui/icons/console-icon.ts';

const AngleDown = consoleIcon(AngleDownIcon);
const AngleUp = consoleIcon(AngleUpIcon);

type MoveColumn = (offer: ColumnOffer, by: -1 | 1) => void;

type ColumnListProps = {
  /** Those that are listed, in the order of the list. */
  readonly offers: readonly ColumnOffer[];
  /** The ids of all that are shown, in their order. */
  readonly shown: readonly string[];
  readonly onToggle: (id: string) => void;
  readonly onMove: MoveColumn;
};

/** Columns with a box that shows them and, for those that are shown, buttons that move them. */
export function ColumnList({ offers, shown, onToggle, onMove }: ColumnListProps) {
  const t = useT();
  const moved = useRef<HTMLElement>();

  // A line that is put elsewhere in the document loses the focus; the button that moved it has it still.
  useLayoutEffect(() => {
    moved.current?.focus();
    moved.current = undefined;
  });
  const move: MoveColumn = (offer, by) => {
    const { activeElement } = document;
    moved.current = activeElement instanceof HTMLElement ? activeElement : undefined;
    onMove(offer, by);
  };

  return (
    <ul className="netobserv-plugin__columns-list" aria-label={t('Columns')}>
      {offers.map((offer) => {
        const place = shown.indexOf(offer.id);
        const isShown = place >= 0;
        return (
          <li key={offer.id} className="netobserv-plugin__column">
            <Checkbox
              id={`netobserv-plugin-column-${offer.id}`}
              className="netobserv-plugin__column-name"
              label={offer.label}
              description={offer.description}
              isChecked={isShown}
              isDisabled={isShown && shown.length === 1}
              onChange={() => onToggle(offer.id)}
            />
            {isShown ? (
              <MoveButtons offer={offer} place={place} total={shown.length} onMove={move} />
            ) : (
              <span className="netobserv-plugin__column-group netobserv-plugin__muted netobserv-plugin__small">
                {offer.group}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

type MoveButtonsProps = {
  readonly offer: ColumnOffer;
  /** Among those that are shown, from 0. */
  readonly place: number;
  readonly total: number;
  readonly onMove: MoveColumn;
};

/** Moves a column by one. At an end the button stays, so that it keeps the focus, and does nothing. */
function MoveButtons({ offer, place, total, onMove }: MoveButtonsProps) {
  const t = useT();
  return (
    <span className="netobserv-plugin__column-moves">
      <Button
        variant="plain"
        size="sm"
        icon={<AngleUp />}
        aria-label={t('Move {{column}} up', { column: offer.label })}
        isAriaDisabled={place === 0}
        onClick={() => onMove(offer, -1)}
      />
      <Button
        variant="plain"
        size="sm"
        icon={<AngleDown />}
        aria-label={t('Move {{column}} down', { column: offer.label })}
        isAriaDisabled={place === total - 1}
        onClick={() => onMove(offer, 1)}
      />
    </span>
  );
}
