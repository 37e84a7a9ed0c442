/** Widest side that is said to be possible: pdf.js halves what is wider; canvases themselves end at 32,767. */
const WIDEST_PX = 32_767;

/**
 * pdf.js halves JPEG 2000 pictures over 2,048 pixels where it cannot try how large a canvas may be. This gives it
 * something to try; the pictures themselves are never put on it. Gives back what takes the shim away.
 */
export function shimOffscreenCanvas(): () => void {
  const scope = globalThis as { OffscreenCanvas?: unknown };
  if (scope.OffscreenCanvas !== undefined) return () => {};
  scope.OffscreenCanvas = TrialCanvas;
  return () => {
    if (scope.OffscreenCanvas === TrialCanvas) delete scope.OffscreenCanvas;
  };
}

class TrialCanvas {
  constructor(
    public width: number,
    public height: number,
  ) {}
  getContext() {
    const { width, height } = this;
    const opacity = width <= WIDEST_PX && height <= WIDEST_PX ? 255 : 0;
    return { fillRect() {}, getImageData: () => ({ data: [0, 0, 0, opacity] }) };
  }
}
