// What a command of `lab` is.
export interface CliCommand {
  /** One line for the overview. */
  readonly summary: string;
  readonly help: () => string;
  /** @param args what follows the command's name. @throws LabError; `bad-setting` ends with exit code 2. */
  readonly run: (args: readonly string[]) => Promise<void> | void;
}
