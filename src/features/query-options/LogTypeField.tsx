import { Alert, FormGroup, Radio, Stack, StackItem } from '@patternfly/react-core';

import type { LogType } from '#model/event.ts';
import { LOG_TYPES } from '#model/event.ts';
import type { Translate } from '../../ui/i18n.ts';
import { useT } from '../../ui/i18n.ts';
import { TEST_IDS } from '../../ui/test-ids.ts';
import { logTypeText } from './log-type-text.ts';

export type LogTypeFieldProps = {
  readonly logType: LogType;
  /** What the cluster produces; the others are shown, disabled, with the reason. */
  readonly available: readonly LogType[];
  /** True when the cluster tells of conversations only once they have ended. */
  readonly isEndedOnly: boolean;
  readonly onLogType: (logType: LogType) => void;
};

/** Conversation or Flow: what each is, and what would enable one that is missing. */
export function LogTypeField({ logType, available, isEndedOnly, onLogType }: LogTypeFieldProps) {
  const t = useT();
  return (
    <FormGroup role="radiogroup" label={t('Log type')} fieldId="netobserv-plugin-log-type">
      <Stack hasGutter>
        {LOG_TYPES.map((type) => {
          const isAvailable = available.includes(type);
          return (
            <StackItem key={type}>
              <Radio
                id={TEST_IDS.logType[type]}
                name="netobserv-plugin-log-type"
                data-test={TEST_IDS.logType[type]}
                label={logTypeText(type, t)}
                description={isAvailable ? description(type, t) : whyMissing(type, t)}
                isChecked={type === logType}
                isDisabled={!isAvailable}
                onChange={() => onLogType(type)}
              />
            </StackItem>
          );
        })}
        {isEndedOnly && (
          <StackItem>
            <Alert
              isInline
              isPlain
              variant="info"
              title={t('Open conversations are not seen until they end: this cluster only records the end.')}
            />
          </StackItem>
        )}
      </Stack>
    </FormGroup>
  );
}

function description(type: LogType, t: Translate): string {
  return type === 'allConnections'
    ? t('One row per conversation: everything two peers said over one connection.')
    : t('One row per flow log, as it was captured.');
}

/** Names the setting and its values, which are not translated. */
function whyMissing(type: LogType, t: Translate): string {
  return type === 'allConnections'
    ? t(
        'Not recorded in this cluster. Set spec.processor.logTypes of the FlowCollector to Conversations, EndedConversations or All.',
      )
    : t('Not recorded in this cluster. Set spec.processor.logTypes of the FlowCollector to Flows or All.');
}
