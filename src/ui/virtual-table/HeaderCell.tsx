import { Dropdown, DropdownItem, DropdownList, MenuToggle } from '@patternfly/react-core';
import { EllipsisVIcon } from '@patternfly/react-icons';
import { Th } from '@patternfly/react-table';
import { useState } from 'react';

import type { Sort } from '#model/view.ts';
import { useT } from '../i18n.ts';
import { MENU_PLACE } from '../menu-place.ts';
import type { Column, SortChoice } from './column.ts';
import { consoleIcon } from '../icons/console-icon.ts';

const EllipsisV = consoleIcon(EllipsisVIcon);

type HeaderCellProps = {
  readonly column: Column<unknown>;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
};

/** The head of a column: its name, which orders by it, and a menu where it shows several values. */
export function HeaderCell({ column, sort, onSort }: HeaderCellProps) {
  const t = useT();
  const { label, sorts, isNumeric } = column;
  const current = sorts.find(({ key }) => key === sort.key);
  const choice = current ?? sorts[0];
  const className = `netobserv-plugin__head ${isNumeric === true ? 'netobserv-plugin__head-numeric' : ''}`;
  if (choice === undefined) {
    return (
      <Th role="columnheader" className={className}>
        {label}
      </Th>
    );
  }
  const isOther = current !== undefined && current !== sorts[0];
  return (
    <Th
      role="columnheader"
      className={className}
      modifier="wrap"
      sort={{
        columnIndex: 0,
        sortBy: {
          ...(current === undefined ? {} : { index: 0, direction: sort.direction }),
          defaultDirection: choice.first,
        },
        onSort: (_event, _index, direction) => onSort({ key: choice.key, direction }),
      }}
      additionalContent={
        sorts.length > 1 && <SortMenu label={label} sorts={sorts} sort={sort} onSort={onSort} />
      }
    >
      {isOther ? t('{{column}} by {{value}}', { column: label, value: choice.label }) : label}
    </Th>
  );
}

type SortMenuProps = {
  readonly label: string;
  readonly sorts: readonly SortChoice[];
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
};

/** Chooses by which of its values a column is ordered. */
function SortMenu({ label, sorts, sort, onSort }: SortMenuProps) {
  const t = useT();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Dropdown
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      onSelect={() => setIsOpen(false)}
      popperProps={{ ...MENU_PLACE, appendTo: () => document.body }}
      toggle={(ref) => (
        <MenuToggle
          ref={ref}
          variant="plain"
          size="sm"
          className="netobserv-plugin__head-menu"
          aria-label={t('Order {{column}} by', { column: label })}
          isExpanded={isOpen}
          onClick={() => setIsOpen((was) => !was)}
          icon={<EllipsisV />}
        />
      )}
    >
      <DropdownList>
        {sorts.map(({ key, label: value, first }) => (
          <DropdownItem
            key={key}
            isSelected={key === sort.key}
            onClick={() => onSort({ key, direction: first })}
          >
            {t('Order by {{value}}', { value })}
          </DropdownItem>
        ))}
      </DropdownList>
    </Dropdown>
  );
}
