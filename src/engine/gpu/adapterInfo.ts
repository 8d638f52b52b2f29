// What a browser tells of a graphics adapter. `info` came with Chrome 127; before there was a method, and which adapter
// computes on the CPU stood on the adapter itself.

type AdapterInfo = Omit<GPUAdapterInfo, '__brand'>;

/** An adapter of any browser that has WebGPU. */
export interface TellingAdapter {
  readonly info?: AdapterInfo;
  readonly isFallbackAdapter?: boolean;
  requestAdapterInfo?(): Promise<Partial<AdapterInfo>>;
}

/** Empty words for what is not told. */
export async function adapterInfo(adapter: TellingAdapter): Promise<GPUAdapterInfo> {
  const told = adapter.info ?? (await adapter.requestAdapterInfo?.());
  return {
    // The types' word, which no browser knows.
    __brand: 'GPUAdapterInfo',
    vendor: told?.vendor ?? '',
    architecture: told?.architecture ?? '',
    device: told?.device ?? '',
    description: told?.description ?? '',
    isFallbackAdapter: told?.isFallbackAdapter ?? adapter.isFallbackAdapter ?? false,
  };
}
