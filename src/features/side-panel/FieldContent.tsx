import type { FieldSpec } from '#model/fields/field-spec.ts';
import type { SetValue } from '#model/fields/field-values.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { textField } from '#model/flow.ts';
import { ResourceLink } from '../../ui/console/ResourceLink.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { fieldText } from '../../ui/traffic/field-text.ts';
import { StatusText } from '../../ui/traffic/StatusText.tsx';
import { useWriting } from '../../ui/writing.ts';
import { resourceOf } from './resource.ts';

type FieldContentProps = {
  readonly record: TrafficRecord;
  readonly spec: FieldSpec;
  readonly value: SetValue;
};

/** One value of a field: a link for what the console has a page of, else words. */
export function FieldContent({ record, spec, value }: FieldContentProps) {
  const writing = useWriting();
  const { t, format } = writing;
  const text = fieldText(value, spec, { record, writing });
  const resource = resourceOf(record, spec.name);
  if (resource !== undefined) {
    return <ResourceLink {...resource} />;
  }
  switch (spec.format) {
    case 'conversationId':
      return (
        <>
          <span className="netobserv-plugin__mono netobserv-plugin__breakable">{text}</span>
          <CopyButton text={text} label={t('Copy conversation ID {{id}}', { id: text })} />
        </>
      );
    case 'conversationStatus':
      return (
        <StatusText status={textField(record, spec.name) === 'ended' ? 'ended' : 'open'} writing={writing} />
      );
    case 'epochMs':
      return <TimeText ms={Number(value)} layout="line" writing={writing} />;
    case 'epochS':
      return <TimeText ms={Number(value) * 1000} layout="line" writing={writing} />;
    case 'bytes':
      return <span title={t('{{amount}} bytes', { amount: format.count(Number(value)) })}>{text}</span>;
    default:
      return <span className="netobserv-plugin__breakable">{text}</span>;
  }
}
