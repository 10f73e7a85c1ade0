import {
  Button,
  Flex,
  Form,
  FormGroup,
  FormHelperText,
  FormSelect,
  FormSelectOption,
  HelperText,
  HelperTextItem,
  ModalBody,
  ModalFooter,
  ModalHeader,
  TimePicker,
} from '@patternfly/react-core';
// Past the modules that consoles share: no console has the calendar, all have the dialog, and the focus traps of two
// copies of PatternFly, one inside the other, take the focus from each other for ever.
import { DatePicker } from '@patternfly/react-core/dist/esm/components/DatePicker/index.js';
import { Modal } from '@patternfly/react-core/dist/esm/components/Modal/index.js';
import { useState } from 'react';

import type { TimeRange } from '#model/time-range.ts';
import type { Translate } from '../../ui/i18n.ts';
import { useT } from '../../ui/i18n.ts';
import type { RangeError, TypedInstant } from './absolute-range.ts';
import { readRange, typeInstant } from './absolute-range.ts';
import { instantsOf } from './local-time.ts';

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
            error={error?.end === 'start' ? errorText(error, t) : undefined}
          />
          <InstantField
            name={t('To')}
            value={end}
            onChange={setEnd}
            error={error?.end === 'end' ? errorText(error, t) : undefined}
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
  switch (error.code) {
    case 'not-a-time':
      return t('Enter a day as YYYY-MM-DD and a time as HH:MM:SS.');
    case 'left-out':
      return t('There is no such time on this day: the clocks are put forward over it.');
    case 'backwards':
      return t('The end lies before the start.');
  }
}

/** Asks which one is meant of the two instants that clocks show alike when they are put back; nothing for others. */
function WhichOfBoth({ name, value, onChange }: Omit<InstantFieldProps, 'error'>) {
  const t = useT();
  const [first, second] = instantsOf(value) ?? [];
  if (first === undefined || second === undefined) {
    return null;
  }
  return (
    <FormSelect
      aria-label={t('{{end}}: which of the two', { end: name })}
      value={value.isLater === true ? 'later' : 'first'}
      onChange={(_event, which) => onChange({ ...value, isLater: which === 'later' })}
    >
      <FormSelectOption
        value="first"
        label={t('The first time that clocks show this ({{offset}})', { offset: offsetText(first) })}
      />
      <FormSelectOption
        value="later"
        label={t('The second time that clocks show this ({{offset}})', { offset: offsetText(second) })}
      />
    </FormSelect>
  );
}

/** How far clocks are from UTC at an instant, in seconds since the epoch: `UTC+02:00`. */
function offsetText(seconds: number): string {
  const minutes = -new Date(seconds * 1000).getTimezoneOffset();
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `UTC${minutes < 0 ? '-' : '+'}${two(hours)}:${two(rest)}`;
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
          popoverProps={{ className: 'netobserv-plugin__calendar' }}
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
      <WhichOfBoth name={name} value={value} onChange={onChange} />
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
