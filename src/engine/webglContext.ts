// When tfjs's WebGL context is lost: tfjs goes on with it in silence, and reads zeros or waits for ever.
import { backend } from '@tensorflow/tfjs-core';

/** What a WebGL backend of tfjs draws with (`MathBackendWebGL.gpgpu`, tfjs 4.22). */
interface DrawingBackend {
  readonly gpgpu?: { readonly gl: WebGLRenderingContext };
}

export interface ContextWatch {
  readonly lost: boolean;
  stop(): void;
}

/** Watches the context of tfjs's present backend, if that is WebGL's. @param onLost called as soon as it is known */
export function watchContext(onLost: () => void): ContextWatch {
  const gl = (backend() as DrawingBackend).gpgpu?.gl;
  // A canvas of a worker has the same events.
  const canvas: EventTarget | undefined = gl?.canvas;
  canvas?.addEventListener('webglcontextlost', onLost);
  return {
    get lost() {
      return gl?.isContextLost() ?? false;
    },
    stop: () => canvas?.removeEventListener('webglcontextlost', onLost),
  };
}
