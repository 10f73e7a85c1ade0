import { Button, Content, List, ListItem, Title } from '@patternfly/react-core';

import type { RecordingNote } from '#model/wire/recording-note.ts';
import { useT } from '../../ui/i18n.ts';
import { formatSpan } from '../../ui/time-format.ts';
import { useWriting } from '../../ui/writing.ts';
import { noteWords, placeWords } from './note-words.ts';
import type { Recording } from './RecordingLabel.tsx';

type RecordingDetailsProps = { readonly recording: Recording; readonly onClose: () => void };

/** All that is to be known of a recording: its files, its time, and the notes on it, with what could not be read. */
export function RecordingDetails({ recording, onClose }: RecordingDetailsProps) {
  const writing = useWriting();
  const { t, locale } = writing;
  const { name, title, files = [], firstMs, lastMs, notes = [] } = recording;
  const places = notes.filter(({ code }) => code === 'not-read-at');
  return (
    <div className="netobserv-plugin__recording-details">
      <Title headingLevel="h2" size="md">
        {title ?? name}
      </Title>
      {files.some((file) => file !== name) && <Content component="p">{files.join(', ')}</Content>}
      {firstMs !== undefined && lastMs !== undefined && (
        <Content component="p">{formatSpan(firstMs, lastMs, locale)}</Content>
      )}
      {notes.length > 0 && (
        <List>
          {notes
            .filter(({ code }) => code !== 'not-read-at')
            .map((note, index) => (
              <ListItem key={index}>
                <FileName note={note} isNamed={files.length > 1} /> {noteWords(note, writing)}
              </ListItem>
            ))}
        </List>
      )}
      <Places places={places} areNamed={files.length > 1} />
      <Button variant="link" isInline onClick={onClose}>
        {t('Close')}
      </Button>
    </div>
  );
}

type PlacesProps = { readonly places: readonly RecordingNote[]; readonly areNamed: boolean };

/** The first of the entries that could not be read, each with its place and the reason; nothing where all could. */
function Places({ places, areNamed }: PlacesProps) {
  const t = useT();
  return (
    places.length > 0 && (
      <details>
        <summary>{t('The first that could not be read')}</summary>
        <List isPlain>
          {places.map((note, index) => (
            <ListItem key={index}>
              <FileName note={note} isNamed={areNamed} /> {placeWords(note, t)}{' '}
              <code className="netobserv-plugin__failure-text">{note.texts?.['reason'] ?? note.text}</code>
            </ListItem>
          ))}
        </List>
      </details>
    )
  );
}

/** The file that a note is about, where there are several. */
function FileName({ note, isNamed }: { readonly note: RecordingNote; readonly isNamed: boolean }) {
  return isNamed && note.file !== undefined && <strong>{note.file}: </strong>;
}
