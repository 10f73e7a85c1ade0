import {
  Button,
  DatePicker,
  Flex,
  Form,
  FormGroup,
  FormHelperText,
  HelperText,
  HelperTextItem,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  TimePicker,
} from '@patternfly/react-core';
import { useState } from 'react';

import type { TimeRange } from '#model/time-range.ts';
import type { Translate } from '../../ui/i18n.ts';
import { useT } from '../../ui/i18n.ts';
import type { RangeError, TypedInstant } from './absolute-range.ts';
import { readRange, typeInstant } from './absolute-range.ts';

type AbsoluteRangeDialogProps = {
  /** What the dialog opens with, in seconds since the epoch. */
  readonly startS: number;
  readonly endS: number;
  readonly onApply: (range: TimeRange) => void;
  readonly onClose: () => void;
};

/** Asks for a start and an end to the second; says what is wrong with them instead of applying it. */
export function AbsoluteRangeDialog({ startS, endS, onApply, onClose }: AbsoluteRangeDialogProps) {
  const t = useT();
  const [start, setStart] = useState(() => typeInstant(startS));
  const [end, setEnd] = useState(() => typeInstant(endS));
  const range = readRange({ start, end });
  const error = range.ok ? undefined : range.error;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

  const apply = () => {
    if (range.ok) {
      onApply(range.value);
    }
  };

  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="netobserv-plugin-range-title">
      <ModalHeader
        labelId="netobserv-plugin-range-title"
        title={t('Custom time range')}
        description={t('Times are local ({{zone}}); the end is included.', { zone })}
      />
      <ModalBody>
        <Form
          id="netobserv-plugin-range-form"
          onSubmit={(event) => {
            event.preventDefault();
            apply();
          }}
        >
          <InstantField
            name={t('From')}
            value={start}
            onChange={setStart}
            error={error === 'bad-start' ? errorText(error, t) : undefined}
          />
          <InstantField
            name={t('To')}
            value={end}
            onChange={setEnd}
            error={error === 'bad-end' || error === 'backwards' ? errorText(error, t) : undefined}
          />
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form="netobserv-plugin-range-form" isDisabled={!range.ok}>
          {t('Apply')}
        </Button>
        <Button variant="link" onClick={onClose}>
          {t('Cancel')}
        </Button>
      </ModalFooter>
    </Modal>
  );
}

function errorText(error: RangeError, t: Translate): string {
  switch (error) {
    case 'bad-start':
    case 'bad-end':
      return t('Enter a day as YYYY-MM-DD and a time as HH:MM:SS.');
    case 'backwards':
      return t('The end lies before the start.');
  }
}

type InstantFieldProps = {
  readonly name: string;
  readonly value: TypedInstant;
  readonly onChange: (value: TypedInstant) => void;
  readonly error: string | undefined;
};

/** A day and a time of day, and below them what is wrong. */
function InstantField({ name, value, onChange, error }: InstantFieldProps) {
  const t = useT();
  return (
    <FormGroup role="group" label={name}>
      <Flex columnGap={{ default: 'columnGapSm' }} flexWrap={{ default: 'nowrap' }}>
        <DatePicker
          value={value.day}
          aria-label={t('{{end}}: day', { end: name })}
          buttonAriaLabel={t('{{end}}: open the calendar', { end: name })}
          invalidFormatText=""
          appendTo={() => document.body}
          onChange={(_event, day) => onChange({ ...value, day })}
        />
        <TimePicker
          is24Hour
          includeSeconds
          time={value.time}
          aria-label={t('{{end}}: time', { end: name })}
          invalidFormatErrorMessage=""
          menuAppendTo={() => document.body}
          onChange={(_event, time) => onChange({ ...value, time })}
        />
      </Flex>
      {error !== undefined && (
        <FormHelperText>
          <HelperText isLiveRegion>
            <HelperTextItem variant="error">{error}</HelperTextItem>
          </HelperText>
        </FormHelperText>
      )}
    </FormGroup>
  );
}
