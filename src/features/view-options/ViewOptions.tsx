import {
  Button,
  Divider,
  FormGroup,
  Popover,
  Stack,
  ToggleGroup,
  ToggleGroupItem,
} from '@patternfly/react-core';
import { ColumnsIcon } from '@patternfly/react-icons';
import { useRef, useState } from 'react';

import type { ColumnChoice, ColumnOffer } from '../../state/preferences/column-choice.ts';
import { chooseColumns, shownColumns } from '../../state/preferences/column-choice.ts';
import type { Density } from '../../state/preferences/preferences.ts';
import { DENSITIES } from '../../state/preferences/preferences.ts';
import type { Translate } from '../../ui/i18n.ts';
import { useT } from '../../ui/i18n.ts';
import { LazyCode } from '../../ui/lazy/lazy-code.ts';
import { LazyDialog } from '../../ui/lazy/LazyDialog.tsx';
import { PANEL_PLACE } from '../../ui/menu-place.ts';
import { TEST_IDS } from '../../ui/test-ids.ts';
import { useFocusBack } from '../../ui/useFocusBack.ts';
import { consoleIcon } from '../../ui/icons/console-icon.ts';

const Columns = consoleIcon(ColumnsIcon);

const COLUMNS_DIALOG = new LazyCode(
  async () => (await import(/* webpackChunkName: "forms" */ './ColumnsDialog.tsx')).ColumnsDialog,
);

/** Gives a choice of columns for the one before it. */
type ChooseColumns = (before: ColumnChoice | undefined) => ColumnChoice | undefined;

type ViewOptionsProps = {
  readonly density: Density;
  readonly onDensity: (density: Density) => void;
  /** All columns of the table that is shown. */
  readonly offers: readonly ColumnOffer[];
  /** Which of them were chosen; `undefined` for those that are shown by default. */
  readonly choice: ColumnChoice | undefined;
  /** Told how to choose, given the choice that holds then. */
  readonly onChoice: (choose: ChooseColumns) => void;
};

/** How the table looks: how high its rows are, and which columns it has. */
export function ViewOptions({ density, onDensity, offers, choice, onChoice }: ViewOptionsProps) {
  const t = useT();
  const toggle = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [isDialogOpen, setIsDialogOpen] = useState(false);
  useFocusBack(isDialogOpen, toggle);
  const openDialog = () => {
    setIsOpen(false);
    setIsDialogOpen(true);
  };
  const closeDialog = () => setIsDialogOpen(false);
  return (
    <>
      <Button
        ref={toggle}
        variant="control"
        icon={<Columns />}
        aria-label={t('View options')}
        data-test={TEST_IDS.viewOptions}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
      />
      <Popover
        triggerRef={toggle}
        isVisible={isOpen}
        shouldOpen={() => {
          COLUMNS_DIALOG.load();
          setIsOpen(true);
        }}
        shouldClose={() => setIsOpen(false)}
        aria-label={t('View options')}
        {...PANEL_PLACE}
        showClose={false}
        withFocusTrap
        hasAutoWidth
        bodyContent={
          <Stack hasGutter>
            <DensityField density={density} onDensity={onDensity} />
            <Divider />
            <Button
              variant="link"
              isInline
              aria-haspopup="dialog"
              data-test={TEST_IDS.manageColumns}
              onClick={openDialog}
            >
              {t('Manage columns…')}
            </Button>
          </Stack>
        }
      />
      {isDialogOpen && (
        <LazyDialog lazy={COLUMNS_DIALOG} title={t('Manage columns')} onClose={closeDialog}>
          {(ColumnsDialog) => (
            <ColumnsDialog
              offers={offers}
              shown={shownColumns(offers, choice)}
              onSave={(shown, isFresh) => {
                onChoice((before) => chooseColumns(offers, shown, isFresh ? undefined : before));
                closeDialog();
              }}
              onClose={closeDialog}
            />
          )}
        </LazyDialog>
      )}
    </>
  );
}

type DensityFieldProps = Pick<ViewOptionsProps, 'density' | 'onDensity'>;

function DensityField({ density, onDensity }: DensityFieldProps) {
  const t = useT();
  return (
    <FormGroup role="group" label={t('Row density')}>
      <ToggleGroup aria-label={t('Row density')}>
        {DENSITIES.map((offered) => (
          <ToggleGroupItem
            key={offered}
            buttonId={`netobserv-plugin-density-${offered}`}
            text={densityText(offered, t)}
            isSelected={offered === density}
            onChange={() => onDensity(offered)}
          />
        ))}
      </ToggleGroup>
    </FormGroup>
  );
}

function densityText(density: Density, t: Translate): string {
  switch (density) {
    case 'comfortable':
      return t('Comfortable');
    case 'compact':
      return t('Compact');
  }
}
