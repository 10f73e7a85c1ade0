import { Modal, ModalBody, ModalHeader, Skeleton } from '@patternfly/react-core';
import type { ReactNode } from 'react';
import { useId } from 'react';

import { useT } from '../i18n.ts';
import { useIsLate } from '../useIsLate.ts';
import type { LazyCode } from './lazy-code.ts';
import { LazyPart } from './LazyPart.tsx';

/** Waited for so long, in ms, a dialog shows that it is on its way; before that it would only flicker. */
const LATE_MS = 300;

type LazyDialogProps<Code> = {
  readonly lazy: LazyCode<Code>;
  /** The title of the dialog, to be shown until it is there. */
  readonly title: string;
  readonly onClose: () => void;
  /** Draws the dialog, once its code is there. */
  readonly children: (code: Code) => ReactNode;
};

/** A dialog whose code comes when it is first opened; until then, or where that fails, a plain one says so. */
export function LazyDialog<Code>({ lazy, title, onClose, children }: LazyDialogProps<Code>) {
  const t = useT();
  const titleId = useId();
  const isLate = useIsLate(LATE_MS);
  return (
    <LazyPart
      lazy={lazy}
      takesFocus
      waiting={isLate && <Skeleton screenreaderText={t('Loading')} height="12rem" />}
      frame={(content) =>
        content !== false && (
          <Modal isOpen variant="small" onClose={onClose} aria-labelledby={titleId}>
            <ModalHeader labelId={titleId} title={title} />
            <ModalBody>{content}</ModalBody>
          </Modal>
        )
      }
    >
      {children}
    </LazyPart>
  );
}
