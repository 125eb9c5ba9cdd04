// _digests: the one native function under lib/_sha1.py, _sha2.py, _sha3.py, _md5.py and _blake2.py.

import { Value, NULL, boxPtr } from "../value";
import { T } from "../names.generated";
import { TypeFlag, hasFlag } from "../objects/typeobject";
import { decref } from "../memory/refcount";
import { raise, raiseFmt, outOfMemory } from "../errors";
import { checkArgs } from "../args";
import { func, METH_FAST } from "../objects/define";
import { alloc, free } from "../memory/alloc";
import { bytesFrom, bytesData, bytesLen } from "../objects/bytesobject";
import { utf8Bytes } from "../objects/strutf8";
import { getBuffer, releaseBuffer, BufferView, BUFFER_SIZE } from "../objects/buffer";
import { hostDigest } from "../host.generated";

/** digest(algorithm, data): bytes. The GIL is given up while it is computed. */
function digest(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("digest", nargs, 2, 2)) return NULL;
  const algorithm = load<u64>(args);
  if (!hasFlag(algorithm, TypeFlag.STR_SUBCLASS)) return raiseFmt(T.TypeError, "algorithm must be str, not %T", algorithm);
  const block = alloc(BUFFER_SIZE + 64);
  if (!block) return outOfMemory();
  let r = NULL;
  if (getBuffer(load<u64>(args, 8), block, 0) >= 0) {
    const named = utf8Bytes(algorithm);
    if (named != NULL) {
      const b = changetype<BufferView>(block);
      const n = hostDigest(bytesData(named), bytesLen(named), <usize>b.buf, <i32>b.len, block + BUFFER_SIZE);
      r = n < 0 ? raiseFmt(T.ValueError, "unsupported hash type %s", algorithm) : bytesFrom(block + BUFFER_SIZE, n);
      decref(named);
    }
    releaseBuffer(block);
  }
  free(block);
  return r;
}

export function initDigests(m: Value): void {
  func(m, "digest", digest.index, METH_FAST, "($module, algorithm, data, /)", "The digest of bytes.");
}
