import { MenuToggle, Select, SelectList, SelectOption } from '@patternfly/react-core';
import { CodeIcon, CogIcon } from '@patternfly/react-icons';
import { useState } from 'react';

import { PERSPECTIVES } from './console-state.ts';
import { useActivePerspective } from './sdk/useActivePerspective.ts';

const ICONS = { admin: CogIcon, dev: CodeIcon } as const;

/** Which navigation the sidebar shows. */
export function PerspectiveSwitch() {
  const [active, setPerspective] = useActivePerspective();
  const [isOpen, setIsOpen] = useState(false);
  const shown = PERSPECTIVES.find(({ id }) => id === active) ?? PERSPECTIVES[0];
  const Icon = ICONS[shown.id];

  return (
    <Select
      isOpen={isOpen}
      selected={active}
      onOpenChange={setIsOpen}
      onSelect={(_event, id) => {
        setPerspective(String(id));
        setIsOpen(false);
      }}
      toggle={(toggleRef) => (
        <MenuToggle
          ref={toggleRef}
          data-test-id="perspective-switcher-toggle"
          icon={<Icon />}
          isExpanded={isOpen}
          isFullWidth
          onClick={() => setIsOpen(!isOpen)}
        >
          {shown.name}
        </MenuToggle>
      )}
    >
      <SelectList>
        {PERSPECTIVES.map(({ id, name }) => (
          <SelectOption key={id} value={id}>
            {name}
          </SelectOption>
        ))}
      </SelectList>
    </Select>
  );
}
