// What a command of `lab` is.
export interface CliCommand {
  readonly help: () => string;
  /** @param args what follows the command's name. @throws LabError; `bad-setting` ends with exit code 2. */
  readonly run: (args: readonly string[]) => Promise<void>;
  /** Lets go of what would keep the process alive, however the run ended. */
  readonly close?: () => void;
}
