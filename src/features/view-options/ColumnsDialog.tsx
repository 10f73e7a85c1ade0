import { Button, Modal, ModalBody, ModalFooter, ModalHeader, TextInput } from '@patternfly/react-core';
import { useState } from 'react';

import type { ColumnOffer } from '../../state/preferences/column-choice.ts';
import { defaultColumns } from '../../state/preferences/column-choice.ts';
import { useT } from '../../ui/i18n.ts';
import { draftedColumns, isFound, moveColumn, startDraft, toggleColumn } from './column-draft.ts';
import { ColumnList } from './ColumnList.tsx';

import './view-options.css';

type ColumnsDialogProps = {
  readonly offers: readonly ColumnOffer[];
  /** What is shown now, in its order. */
  readonly shown: readonly string[];
  /** `isFresh` when the default columns were restored first: what was chosen before no longer counts. */
  readonly onSave: (shown: readonly string[], isFresh: boolean) => void;
  readonly onClose: () => void;
};

/** Chooses the columns of a table and their order; nothing changes before it is saved. */
export function ColumnsDialog({ offers, shown, onSave, onClose }: ColumnsDialogProps) {
  const t = useT();
  const [draft, setDraft] = useState(() => startDraft(offers, shown));
  const [isFresh, setIsFresh] = useState(false);
  const [typed, setTyped] = useState('');
  const [news, setNews] = useState('');
  const drafted = draftedColumns(draft);
  const byId = new Map(offers.map((offer) => [offer.id, offer]));
  const listed = draft.order
    .flatMap((id) => byId.get(id) ?? [])
    .filter((offer) => isFound(offer, typed.trim()));

  const move = ({ id, label }: ColumnOffer, by: -1 | 1) => {
    const next = moveColumn(draft, id, by);
    setDraft(next);
    const position = draftedColumns(next).indexOf(id) + 1;
    setNews(
      t('{{column}} is column {{position}} of {{total}}', { column: label, position, total: drafted.length }),
    );
  };
  const restore = () => {
    setDraft(startDraft(offers, defaultColumns(offers)));
    setIsFresh(true);
    setNews(t('Default columns restored'));
  };

  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="netobserv-plugin-columns-title">
      <ModalHeader
        labelId="netobserv-plugin-columns-title"
        title={t('Manage columns')}
        description={t('Ticked columns are shown, in this order. At least one stays.')}
      />
      <ModalBody className="netobserv-plugin__columns">
        <TextInput
          type="search"
          className="netobserv-plugin__columns-search"
          aria-label={t('Find a column')}
          placeholder={t('Find a column')}
          value={typed}
          onChange={(_event, text) => setTyped(text)}
        />
        <ColumnList
          offers={listed}
          shown={drafted}
          onToggle={(id) => setDraft(toggleColumn(draft, id))}
          onMove={move}
        />
        {listed.length === 0 && <p>{t('No column has that in its name')}</p>}
        <span role="status" className="netobserv-plugin__visually-hidden">
          {news}
        </span>
      </ModalBody>
      <ModalFooter>
        <Button onClick={() => onSave(drafted, isFresh)}>{t('Save')}</Button>
        <Button variant="secondary" onClick={onClose}>
          {t('Cancel')}
        </Button>
        <Button variant="link" onClick={restore}>
          {t('Restore default columns')}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
