import { Dropdown, DropdownItem, DropdownList, MenuToggle, SearchInput } from '@patternfly/react-core';
import { useState } from 'react';
import type { ReactNode } from 'react';

import { ALL_NAMESPACES } from '../all-namespaces.ts';

import { useActiveNamespace } from './useActiveNamespace.ts';
import { useProjects } from './useProjects.ts';

type NamespaceBarProps = {
  readonly onNamespaceChange?: (namespace: string) => void;
  readonly isDisabled?: boolean;
  readonly children?: ReactNode;
};

/** The project picker below the masthead. */
export function NamespaceBar({ onNamespaceChange, isDisabled = false, children }: NamespaceBarProps) {
  const [namespace, setNamespace] = useActiveNamespace();
  const [isOpen, setIsOpen] = useState(false);
  const [search, setSearch] = useState('');
  const projects = useProjects().filter((name) => name.includes(search));
  const title = namespace === ALL_NAMESPACES ? 'All Projects' : namespace;

  const choose = (chosen: string) => {
    onNamespaceChange?.(chosen);
    setNamespace(chosen);
    setIsOpen(false);
    setSearch('');
  };

  return (
    <div className="dev-console__namespace-bar" data-test-id="namespace-bar">
      <Dropdown
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        onSelect={(_event, value) => choose(String(value))}
        isScrollable
        toggle={(toggleRef) => (
          <MenuToggle
            ref={toggleRef}
            variant="plainText"
            isExpanded={isOpen}
            isDisabled={isDisabled}
            onClick={() => setIsOpen(!isOpen)}
          >
            Project: {title}
          </MenuToggle>
        )}
      >
        <div className="dev-console__namespace-search">
          <SearchInput
            aria-label="Select project"
            placeholder="Select project..."
            value={search}
            onChange={(_event, value) => setSearch(value)}
            onClear={() => setSearch('')}
          />
        </div>
        <DropdownList>
          <DropdownItem value={ALL_NAMESPACES}>All Projects</DropdownItem>
          {projects.map((name) => (
            <DropdownItem key={name} value={name}>
              {name}
            </DropdownItem>
          ))}
        </DropdownList>
      </Dropdown>
      {children}
    </div>
  );
}
