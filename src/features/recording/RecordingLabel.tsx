import { Label } from '@patternfly/react-core';
import { FileIcon } from '@patternfly/react-icons';

import type { FrontendConfig } from '#model/wire/config.ts';
import { useT } from '../../ui/i18n.ts';
import { TEST_IDS } from '../../ui/test-ids.ts';
import { formatSpan } from '../../ui/time-format.ts';
import { useFormat } from '../../ui/useFormat.ts';
import { useLocale } from '../../ui/useLocale.ts';

import './recording.css';
import { consoleIcon } from '../../ui/icons/console-icon.ts';

const File = consoleIcon(FileIcon);

type RecordingLabelProps = { readonly recording: NonNullable<FrontendConfig['recording']> };

/** What is looked at where it is no cluster: the recording, its files, its time, and what could not be read of it. */
export function RecordingLabel({ recording }: RecordingLabelProps) {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  const { name, title, files = [], timeline, firstMs, lastMs, leftOut = 0 } = recording;
  const isRecorded = timeline === 'recorded';

  return (
    <div className="netobserv-plugin__recording" data-test={TEST_IDS.recording} title={files.join('\n')}>
      <Label isCompact variant="outline" icon={<File />} textMaxWidth="24rem">
        {t('Recording: {{name}}', { name: title ?? name })}
      </Label>
      {isRecorded && firstMs !== undefined && lastMs !== undefined && (
        <span className="netobserv-plugin__muted">{formatSpan(firstMs, lastMs, locale)}</span>
      )}
      {!isRecorded && <span className="netobserv-plugin__muted">{t('played again and again')}</span>}
      {leftOut > 0 && (
        <span className="netobserv-plugin__muted">
          {t('{{amount}} entries of it could not be read', { count: leftOut, amount: format.count(leftOut) })}
        </span>
      )}
    </div>
  );
}
