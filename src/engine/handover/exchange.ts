// Models on their way to other programs, and from them. One module, which is loaded when a model first goes or comes.
import type { HandoverFormat } from '../../lab/handover';
import type { LabConfig } from '../../lab/fields';
import { diffusersFolder } from './diffusers/folder';
import { fromDiffusers, isPart } from './diffusers/read';
import { notebook } from './notebook/notebook';
import { onnxFolder } from './onnx/folder';
import { trainedModel, type TrainedModel } from './trained';
import { packZip } from '../../lab/packZip';
import { unpackZip } from './zip';

const makers: Readonly<Record<HandoverFormat, (trained: TrainedModel) => Promise<ArrayBuffer>>> = {
  diffusers: (trained) => packZip(diffusersFolder(trained)),
  onnx: (trained) => packZip(onnxFolder(trained)),
  notebook,
};

/**
 * @param checkpoint a file of ours
 * @throws LabError `bad-checkpoint`; `bad-setting` naming the setting that the form has no place for.
 */
export const handOver = async (checkpoint: ArrayBuffer, format: HandoverFormat): Promise<ArrayBuffer> =>
  makers[format](trainedModel(checkpoint));

/**
 * A folder of diffusers as a file of ours.
 * @param present settings for what the folder does not say
 * @throws LabError `bad-checkpoint` naming what is missing or not supported, `bad-setting` for a value out of range.
 */
export const openFolder = (files: Readonly<Record<string, Uint8Array>>, present: LabConfig): ArrayBuffer =>
  fromDiffusers(new Map(Object.entries(files)), present);

/** The same of a zip archive. @throws as {@link openFolder}; `bad-file` for a damaged archive. */
export const openZip = async (archive: ArrayBuffer, present: LabConfig): Promise<ArrayBuffer> =>
  fromDiffusers(await unpackZip(new Uint8Array(archive), isPart), present);
