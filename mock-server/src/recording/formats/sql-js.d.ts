/** The part of sql.js that is used here; the package has no types of its own. */
declare module 'sql.js' {
  function initSqlJs(): Promise<{ readonly Database: typeof initSqlJs.Database }>;

  namespace initSqlJs {
    type SqlValue = number | string | bigint | Uint8Array | null;

    class Statement {
      /** Goes to the next row; false when there is none. Throws where the file is damaged. */
      step(): boolean;
      /** Integers as `bigint` where that is asked for. */
      get(params: null, config: { readonly useBigInt: boolean }): SqlValue[];
      getColumnNames(): string[];
      free(): boolean;
    }

    class Database {
      constructor(bytes?: Uint8Array);
      prepare(sql: string): Statement;
      run(sql: string, values?: readonly SqlValue[]): Database;
      /** The file as it would be on disk. */
      export(): Uint8Array;
      close(): void;
    }
  }

  export = initSqlJs;
}
