import {
  Button,
  Form,
  FormGroup,
  FormHelperText,
  HelperText,
  HelperTextItem,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  TextInput,
} from '@patternfly/react-core';
import { useState } from 'react';

import { MAX_QUICK_FILTER_NAME } from '../../state/preferences/own-quick-filter.ts';
import type { Translate } from '../../ui/i18n.ts';
import { useT } from '../../ui/i18n.ts';
import type { NameProblem } from './own-quick-filters.ts';
import { nameProblem } from './own-quick-filters.ts';

type SaveQuickFilterDialogProps = {
  /** The filter, as one would type it. */
  readonly text: string;
  /** The names that others have. */
  readonly taken: readonly string[];
  readonly onSave: (name: string) => void;
  readonly onClose: () => void;
};

/** Asks for the name of a quick filter, and says why one cannot be given. */
export function SaveQuickFilterDialog({ text, taken, onSave, onClose }: SaveQuickFilterDialogProps) {
  const t = useT();
  const [name, setName] = useState('');
  const [isTold, setIsTold] = useState(false);
  const problem = nameProblem(name, taken);
  // That nothing is typed yet is no news before somebody tries to save it.
  const told = problem === 'empty' && !isTold ? undefined : problem;

  const save = () => {
    setIsTold(true);
    if (problem === undefined) {
      onSave(name.trim());
    }
  };

  return (
    <Modal
      isOpen
      variant="small"
      onClose={onClose}
      aria-labelledby="netobserv-plugin-quick-filter-title"
      elementToFocus="#netobserv-plugin-quick-filter-name"
    >
      <ModalHeader
        labelId="netobserv-plugin-quick-filter-title"
        title={t('Save as a quick filter')}
        description={t('Only you will see it, among the quick filters.')}
      />
      <ModalBody>
        <Form
          id="netobserv-plugin-quick-filter-form"
          onSubmit={(event) => {
            event.preventDefault();
            save();
          }}
        >
          <FormGroup label={t('Name')} isRequired fieldId="netobserv-plugin-quick-filter-name">
            <TextInput
              id="netobserv-plugin-quick-filter-name"
              isRequired
              value={name}
              validated={told === undefined ? 'default' : 'error'}
              aria-describedby="netobserv-plugin-quick-filter-problem"
              onChange={(_event, typed) => setName(typed)}
            />
            <FormHelperText>
              <HelperText isLiveRegion id="netobserv-plugin-quick-filter-problem">
                {told !== undefined && (
                  <HelperTextItem variant="error">{problemText(told, t)}</HelperTextItem>
                )}
              </HelperText>
            </FormHelperText>
          </FormGroup>
          <FormGroup role="group" label={t('Filter')}>
            <code className="netobserv-plugin__quick-filter-text">{text}</code>
          </FormGroup>
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form="netobserv-plugin-quick-filter-form">
          {t('Save')}
        </Button>
        <Button variant="link" onClick={onClose}>
          {t('Cancel')}
        </Button>
      </ModalFooter>
    </Modal>
  );
}

function problemText(problem: NameProblem, t: Translate): string {
  switch (problem) {
    case 'empty':
      return t('Enter a name.');
    case 'too-long':
      return t('A name has at most {{count}} characters.', { count: MAX_QUICK_FILTER_NAME });
    case 'taken':
      return t('There is a quick filter of this name already.');
  }
}
