import { Button } from '@patternfly/react-core';
import { AngleRightIcon } from '@patternfly/react-icons';

import { useRowTabIndex } from '../row-tab-index.ts';
import { consoleIcon } from '../icons/console-icon.ts';

const AngleRight = consoleIcon(AngleRightIcon);

type ExpandButtonProps = {
  readonly label: string;
  readonly isExpanded: boolean;
  readonly onToggle: () => void;
};

/** Opens and closes what is below a line. */
export function ExpandButton({ label, isExpanded, onToggle }: ExpandButtonProps) {
  const tabIndex = useRowTabIndex();
  return (
    <Button
      variant="plain"
      size="sm"
      className="netobserv-plugin__expand"
      aria-label={label}
      aria-expanded={isExpanded}
      tabIndex={tabIndex}
      icon={<AngleRight className={isExpanded ? 'netobserv-plugin__expand-open' : ''} />}
      onClick={onToggle}
    />
  );
}
