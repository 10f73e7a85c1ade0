import type { MenuProps } from '@patternfly/react-core';
import { Menu, MenuContent, MenuGroup, MenuItem, MenuList } from '@patternfly/react-core';
import { HistoryIcon, TrashIcon } from '@patternfly/react-icons';
import type { ReactNode } from 'react';

import type { Translate } from '../../ui/i18n.ts';
import { useT } from '../../ui/i18n.ts';
import { suggestionText } from './suggestion-text.ts';
import type { Suggestion } from './suggestions.ts';
import { consoleIcon } from '../../ui/icons/console-icon.ts';

const History = consoleIcon(HistoryIcon);
const Trash = consoleIcon(TrashIcon);

export type SuggestionListProps = Pick<MenuProps, 'className' | 'style'> & {
  readonly suggestions: readonly Suggestion[];
  /** The suggestion that Enter takes, by its index. */
  readonly active: number | undefined;
  /** What the ids of the list and its options begin with. */
  readonly id: string;
  readonly onAccept: (suggestion: Suggestion) => void;
};

type SuggestionGroup = 'recent' | 'field' | 'operator' | 'value';

/** The list below a filter box, in groups. The keys stay with the box; what Popper adds to the props places it. */
export function SuggestionList({ suggestions, active, id, onAccept, ...placed }: SuggestionListProps) {
  const t = useT();
  const groups = [...new Set(suggestions.map(groupOf))];
  return (
    <Menu
      {...placed}
      role="listbox"
      isScrollable
      onSelect={(_event, index) => {
        const suggestion = suggestions[Number(index)];
        if (suggestion !== undefined) {
          onAccept(suggestion);
        }
      }}
    >
      <MenuContent maxMenuHeight="20rem">
        <div role="listbox" id={`${id}-options`} aria-label={t('Suggestions')}>
          {groups.map((group) => (
            <MenuGroup
              key={group}
              role="group"
              className="netobserv-plugin__filter-suggestion-group"
              aria-labelledby={`${id}-${group}`}
              label={
                <div id={`${id}-${group}`} role="presentation" className="pf-v6-c-menu__group-title">
                  {groupText(group, t)}
                </div>
              }
            >
              <MenuList role="presentation" aria-multiselectable={undefined}>
                {suggestions.map(
                  (suggestion, index) =>
                    groupOf(suggestion) === group && (
                      <MenuItem
                        key={`${suggestion.kind}-${suggestion.label}`}
                        id={`${id}-option-${index}`}
                        itemId={index}
                        isFocused={index === active}
                        icon={iconOf(suggestion)}
                      >
                        <SuggestionText suggestion={suggestion} />
                      </MenuItem>
                    ),
                )}
              </MenuList>
            </MenuGroup>
          ))}
        </div>
      </MenuContent>
    </Menu>
  );
}

/** What would be written, and beside it what it stands for. */
function SuggestionText({ suggestion }: { readonly suggestion: Suggestion }) {
  const t = useT();
  const description = suggestionText(suggestion, t);
  return suggestion.kind === 'forget' ? (
    <>{t('Clear recent filters')}</>
  ) : (
    <span className="netobserv-plugin__filter-suggestion">
      <bdi className="netobserv-plugin__filter-suggestion-text">{suggestion.label}</bdi>
      {description !== undefined && (
        <>
          {' '}
          <span className="netobserv-plugin__filter-suggestion-note">{description}</span>
        </>
      )}
    </span>
  );
}

function iconOf({ kind }: Suggestion): ReactNode {
  switch (kind) {
    case 'recent':
      return <History />;
    case 'forget':
      return <Trash />;
    default:
      return undefined;
  }
}

function groupOf({ kind }: Suggestion): SuggestionGroup {
  return kind === 'forget' ? 'recent' : kind;
}

function groupText(group: SuggestionGroup, t: Translate): string {
  switch (group) {
    case 'recent':
      return t('Recent filters');
    case 'field':
      return t('Fields');
    case 'operator':
      return t('Comparisons');
    case 'value':
      return t('Values');
  }
}
