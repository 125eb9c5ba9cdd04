// The part of the WebAssembly JavaScript interface that Tollbooth uses; TypeScript has it only together with the whole DOM.
declare namespace WebAssembly {
  type ModuleImports = Record<string, unknown>;
  class Memory {
    constructor(descriptor: { initial: number; maximum: number; shared: boolean });
    readonly buffer: ArrayBufferLike;
    grow(pages: number): number;
  }
  class Module {
    constructor(bytes: Uint8Array<ArrayBuffer>);
  }
  class Instance {
    constructor(module: Module, imports: Record<string, ModuleImports>);
    readonly exports: Record<string, unknown>;
  }
}
