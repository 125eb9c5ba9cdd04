// The one table of instructions.
//
// A code object's words are u32, little endian: the instruction in the low 8 bits, its argument in the upper 24. `caches` zero
// words follow an instruction; only the virtual machine writes them. A jump's argument is an absolute word index.
// From this table come the AssemblyScript enum of the virtual machine, docs/instructions.md (both by tools/opcodes.ts), the
// assembler's stack depths and the disassembler. To add an instruction: add a row, run tools/opcodes.ts, give the virtual
// machine its case.
//
// Row: [name, operand, caches, flags, stack, sentence, base?]
//
// operand  what the argument means; see `Operand`.
// flags    r it can raise      j it can jump to its argument      t nothing follows it (no fall through)
// stack    a picture `before -- after`, the top of the stack on the right. `x[e]` is a run of e values, where e is
//          n (the argument), 2n, n-1, b0 (bit 0 of the argument), lo (low 8 bits), hi (the bits above those).
// base     for a specialised form: the generic instruction it stands in for. Same argument, caches and stack picture.
//          The compiler never emits these; the virtual machine rewrites the op byte in place.

export type Operand =
  | "none"
  | "int" // a plain number, meaning in the sentence
  | "local" // index into localsplus
  | "local2" // two local indices: first = arg >> 12, second = arg & 0xFFF
  | "localconst" // local index = arg >> 12, constant index = arg & 0xFFF
  | "const" // index into co_consts
  | "name" // index into co_names
  | "name1" // name index = arg >> 1, bit 0 a flag
  | "super" // name index = arg >> 2, bit 1: two-argument super(), bit 0: method form
  | "deref" // index into localsplus of a cell or free variable
  | "jump" // absolute word index
  | "binary" // a number of BinaryOp
  | "intrinsic1"
  | "intrinsic2"
  | "special" // SpecialMethod
  | "common" // CommonConstant
  | "convert"; // Conversion

export type Row = readonly [name: string, operand: Operand, caches: number, flags: string, stack: string, sentence: string, base?: string];

export const rows = [
  ["CACHE", "none", 0, "", "--", "A word of an inline cache; never executed."],
  ["NOP", "none", 0, "", "--", "Does nothing; keeps a line that has no other instruction."],
  ["RESUME", "int", 0, "r", "--", "Start (0) of a function or return after yield (1), yield from (2), await (3); bit 2: inside no more than the outermost exception handler. Looks at the breaker."],

  // Stack
  ["POP_TOP", "none", 0, "", "value --", "Drops the top."],
  ["PUSH_NULL", "none", 0, "", "-- null", "Pushes NULL, the absent `self` of a call."],
  ["COPY", "int", 0, "", "bottom, unused[n-1] -- bottom, unused[n-1], top", "Pushes a copy of the n-th value from the top (1 is the top)."],
  ["SWAP", "int", 0, "", "bottom, unused[n-2], top -- top, unused[n-2], bottom", "Exchanges the top with the n-th value from the top (2 is the one below it)."],

  // Constants and locals
  ["LOAD_CONST", "const", 0, "", "-- value", "Pushes co_consts[arg]."],
  ["LOAD_SMALL_INT", "int", 0, "", "-- value", "Pushes the integer arg."],
  ["LOAD_COMMON_CONSTANT", "common", 0, "", "-- value", "Pushes AssertionError, NotImplementedError, tuple, all or any, whatever the name is bound to."],
  ["LOAD_FAST", "local", 0, "", "-- value", "Pushes a local that is known to be bound (or a cell itself, to build a closure)."],
  ["LOAD_FAST_CHECK", "local", 0, "r", "-- value", "Pushes a local; UnboundLocalError if it is unbound."],
  ["LOAD_FAST_AND_CLEAR", "local", 0, "", "-- value", "Pushes a local, NULL if unbound, and unbinds it (inlined comprehensions)."],
  ["STORE_FAST", "local", 0, "", "value --", "Binds a local; NULL unbinds it."],
  ["DELETE_FAST", "local", 0, "r", "--", "Unbinds a local; UnboundLocalError if it is unbound."],
  ["LOAD_FAST_LOAD_FAST", "local2", 0, "", "-- value1, value2", "LOAD_FAST first; LOAD_FAST second."],
  ["LOAD_FAST_LOAD_CONST", "localconst", 0, "", "-- value1, value2", "LOAD_FAST first; LOAD_CONST second."],
  ["STORE_FAST_LOAD_FAST", "local2", 0, "", "value1 -- value2", "STORE_FAST first; LOAD_FAST second."],
  ["STORE_FAST_STORE_FAST", "local2", 0, "", "value2, value1 --", "STORE_FAST first; STORE_FAST second."],

  // Names
  ["LOAD_NAME", "name", 0, "r", "-- value", "Looks a name up in locals, globals, builtins."],
  ["STORE_NAME", "name", 0, "r", "value --", "Binds a name in locals."],
  ["DELETE_NAME", "name", 0, "r", "--", "Unbinds a name in locals."],
  ["LOAD_GLOBAL", "name1", 4, "r", "-- value, null[b0]", "Looks a name up in globals, builtins; bit 0: pushes NULL on top as well."],
  ["STORE_GLOBAL", "name", 0, "r", "value --", "Binds a global name."],
  ["DELETE_GLOBAL", "name", 0, "r", "--", "Unbinds a global name."],
  ["LOAD_LOCALS", "none", 0, "r", "-- locals", "Pushes the mapping of locals of a class body or module."],
  ["LOAD_FROM_DICT_OR_GLOBALS", "name", 0, "r", "mapping -- value", "Looks a name up in the mapping, globals, builtins."],

  // Cells
  ["MAKE_CELL", "deref", 0, "", "--", "Puts a new cell holding the local's value (or nothing) into the slot."],
  ["COPY_FREE_VARS", "int", 0, "", "--", "Copies n cells of the function's closure into the last n slots of localsplus."],
  ["LOAD_DEREF", "deref", 0, "r", "-- value", "Pushes a cell's content; NameError or UnboundLocalError if it is empty."],
  ["STORE_DEREF", "deref", 0, "", "value --", "Sets a cell's content."],
  ["DELETE_DEREF", "deref", 0, "r", "--", "Empties a cell; raises if it is empty."],
  ["LOAD_FROM_DICT_OR_DEREF", "deref", 0, "r", "mapping -- value", "Looks the cell's name up in the mapping, then in the cell."],

  // Attributes and items
  ["LOAD_ATTR", "name1", 6, "r", "owner -- attr, self_or_null[b0]", "Gets an attribute. Bit 0, method form: pushes (method, self), or (attr, NULL) if it is no plain method."],
  ["LOAD_SUPER_ATTR", "super", 2, "r", "super, class, self -- attr, self_or_null[b0]", "super(class, self).name, without the object when `super` is the builtin. Bit 0 as in LOAD_ATTR; bit 1: the call had arguments."],
  ["STORE_ATTR", "name", 4, "r", "value, owner --", "Sets an attribute."],
  ["DELETE_ATTR", "name", 0, "r", "owner --", "Deletes an attribute."],
  ["BINARY_SUBSCR", "none", 1, "r", "container, key -- value", "container[key]"],
  ["STORE_SUBSCR", "none", 1, "r", "value, container, key --", "container[key] = value"],
  ["DELETE_SUBSCR", "none", 0, "r", "container, key --", "del container[key]"],
  ["BINARY_SLICE", "none", 0, "r", "container, start, stop -- value", "container[start:stop]"],
  ["STORE_SLICE", "none", 0, "r", "value, container, start, stop --", "container[start:stop] = value"],
  ["BUILD_SLICE", "int", 0, "r", "parts[n] -- slice", "slice(start, stop) or slice(start, stop, step); n is 2 or 3."],

  // Operators
  ["BINARY_ADD", "none", 1, "r", "left, right -- result", "left + right"],
  ["BINARY_SUBTRACT", "none", 1, "r", "left, right -- result", "left - right"],
  ["BINARY_MULTIPLY", "none", 1, "r", "left, right -- result", "left * right"],
  ["BINARY_TRUE_DIVIDE", "none", 1, "r", "left, right -- result", "left / right"],
  ["BINARY_FLOOR_DIVIDE", "none", 1, "r", "left, right -- result", "left // right"],
  ["BINARY_REMAINDER", "none", 1, "r", "left, right -- result", "left % right"],
  ["BINARY_AND", "none", 1, "r", "left, right -- result", "left & right"],
  ["BINARY_OR", "none", 1, "r", "left, right -- result", "left | right"],
  ["BINARY_XOR", "none", 1, "r", "left, right -- result", "left ^ right"],
  ["BINARY_LSHIFT", "none", 1, "r", "left, right -- result", "left << right"],
  ["BINARY_RSHIFT", "none", 1, "r", "left, right -- result", "left >> right"],
  ["INPLACE_ADD", "none", 1, "r", "left, right -- result", "left += right"],
  ["INPLACE_SUBTRACT", "none", 1, "r", "left, right -- result", "left -= right"],
  ["INPLACE_MULTIPLY", "none", 1, "r", "left, right -- result", "left *= right"],
  ["BINARY_OP", "binary", 1, "r", "left, right -- result", "The operators that have no instruction of their own: **, @, and the other in-place forms."],
  ["COMPARE_LT", "none", 1, "r", "left, right -- result", "left < right"],
  ["COMPARE_LE", "none", 1, "r", "left, right -- result", "left <= right"],
  ["COMPARE_EQ", "none", 1, "r", "left, right -- result", "left == right"],
  ["COMPARE_NE", "none", 1, "r", "left, right -- result", "left != right"],
  ["COMPARE_GT", "none", 1, "r", "left, right -- result", "left > right"],
  ["COMPARE_GE", "none", 1, "r", "left, right -- result", "left >= right"],
  ["IS_OP", "int", 0, "", "left, right -- result", "left is right; 1: is not."],
  ["CONTAINS_OP", "int", 1, "r", "left, right -- result", "left in right; 1: not in."],
  ["UNARY_NEGATIVE", "none", 0, "r", "value -- result", "-value"],
  ["UNARY_INVERT", "none", 0, "r", "value -- result", "~value"],
  ["UNARY_NOT", "none", 0, "r", "value -- result", "not value, of any object."],
  ["TO_BOOL", "none", 0, "r", "value -- result", "bool(value)"],

  // Jumps
  ["JUMP_FORWARD", "jump", 0, "jt", "--", "Jumps ahead."],
  ["JUMP_BACKWARD", "jump", 0, "rjt", "--", "Jumps back. Looks at the breaker."],
  ["JUMP_BACKWARD_NO_INTERRUPT", "jump", 0, "jt", "--", "Jumps (mostly back), without a look at the breaker."],
  ["POP_JUMP_IF_TRUE", "jump", 0, "rj", "value --", "Jumps if the value, any object, is true."],
  ["POP_JUMP_IF_FALSE", "jump", 0, "rj", "value --", "Jumps if the value, any object, is false."],
  ["POP_JUMP_IF_NONE", "jump", 0, "j", "value --", "Jumps if the value is None."],
  ["POP_JUMP_IF_NOT_NONE", "jump", 0, "j", "value --", "Jumps if the value is not None."],

  // Iteration
  ["GET_ITER", "none", 0, "r", "iterable -- iter", "iter(iterable)"],
  ["GET_YIELD_FROM_ITER", "none", 0, "r", "iterable -- iter", "The iterator for yield from: a coroutine or generator as is, otherwise iter()."],
  ["FOR_ITER", "jump", 1, "rj", "iter -- iter, next", "Pushes the next value. When exhausted: pushes nothing and continues right behind its target, which is an END_FOR."],
  ["END_FOR", "none", 0, "", "value --", "The target of FOR_ITER; drops a value when it is executed after all (a generator's frame that was entered without a call)."],
  ["POP_ITER", "none", 0, "", "iter --", "Drops the iterator at the end of a loop."],
  ["GET_LEN", "none", 0, "r", "object -- object, length", "Pushes len(object)."],
  ["UNPACK_SEQUENCE", "int", 0, "r", "sequence -- values[n]", "Unpacks exactly n values, the first on top."],
  ["UNPACK_EX", "int", 0, "r", "sequence -- after[hi], rest, before[lo]", "Unpacks low 8 bits many values before and the upper bits many after a starred list; the first on top."],

  // Containers
  ["BUILD_TUPLE", "int", 0, "r", "values[n] -- tuple", "A tuple of n values."],
  ["BUILD_LIST", "int", 0, "r", "values[n] -- list", "A list of n values."],
  ["BUILD_SET", "int", 0, "r", "values[n] -- set", "A set of n values."],
  ["BUILD_MAP", "int", 0, "r", "pairs[2n] -- dict", "A dict of n keys and values, key first."],
  ["BUILD_STRING", "int", 0, "r", "pieces[n] -- str", "Joins n strings."],
  ["LIST_APPEND", "int", 0, "r", "list, unused[n-1], value -- list, unused[n-1]", "Appends to the list n below the value."],
  ["SET_ADD", "int", 0, "r", "set, unused[n-1], value -- set, unused[n-1]", "Adds to the set n below the value."],
  ["MAP_ADD", "int", 0, "r", "dict, unused[n-1], key, value -- dict, unused[n-1]", "Stores into the dict n below the key."],
  ["LIST_EXTEND", "int", 0, "r", "list, unused[n-1], iterable -- list, unused[n-1]", "Extends the list n below the iterable."],
  ["SET_UPDATE", "int", 0, "r", "set, unused[n-1], iterable -- set, unused[n-1]", "Updates the set n below the iterable."],
  ["DICT_UPDATE", "int", 0, "r", "dict, unused[n-1], mapping -- dict, unused[n-1]", "Updates the dict n below the mapping."],
  ["DICT_MERGE", "int", 0, "r", "callable, null, args, dict, unused[n-1], mapping -- callable, null, args, dict, unused[n-1]", "DICT_UPDATE for a call's ** arguments: a key that is there already, or no string, is a TypeError that names the callable."],

  // Format
  ["CONVERT_VALUE", "convert", 0, "r", "value -- str", "str (1), repr (2) or ascii (3) of the value."],
  ["FORMAT_SIMPLE", "none", 0, "r", "value -- str", "format(value), or the value itself if it is a str."],
  ["FORMAT_WITH_SPEC", "none", 0, "r", "value, spec -- str", "format(value, spec)"],
  ["BUILD_INTERPOLATION", "int", 0, "r", "value, expression, spec[b0] -- interpolation", "An Interpolation of a t-string; bit 0: with format spec; arg >> 2: a Conversion."],
  ["BUILD_TEMPLATE", "none", 0, "r", "strings, interpolations -- template", "A Template from a tuple of strings and a tuple of interpolations."],

  // Calls and functions
  ["CALL", "int", 4, "r", "callable, self_or_null, args[n] -- result", "Calls with n positional arguments; self, when there, is one more in front."],
  ["CALL_KW", "int", 0, "r", "callable, self_or_null, args[n], names -- result", "Calls with n arguments, of which the last len(names) are by keyword; names is a tuple of str."],
  ["CALL_FUNCTION_EX", "none", 0, "r", "callable, null, args, kwargs_or_null -- result", "callable(*args, **kwargs)"],
  ["MAKE_FUNCTION", "none", 0, "r", "code -- function", "A function of the code and the frame's globals."],
  ["SET_FUNCTION_ATTRIBUTE", "int", 0, "", "attribute, function -- function", "Sets defaults (1), kwdefaults (2), annotations (4), closure (8) or __annotate__ (16)."],
  ["LOAD_BUILD_CLASS", "none", 0, "r", "-- function", "Pushes builtins.__build_class__."],
  ["RETURN_VALUE", "none", 0, "t", "value --", "Returns from the frame."],
  ["CALL_INTRINSIC_1", "intrinsic1", 0, "r", "value -- result", "A rare operation of one argument."],
  ["CALL_INTRINSIC_2", "intrinsic2", 0, "r", "value1, value2 -- result", "A rare operation of two arguments."],

  // Generators and coroutines
  ["RETURN_GENERATOR", "none", 0, "r", "-- value", "Makes the generator, coroutine or asynchronous generator (by co_flags) of this frame and returns it to the caller; when it is first resumed, the value sent is on the stack."],
  ["YIELD_VALUE", "int", 0, "r", "value -- sent", "Suspends the frame, handing the value out; 1: inside yield from or await."],
  ["SEND", "jump", 0, "rj", "receiver, value -- receiver, result", "Sends the value into the receiver. It yielded: goes on with what it yielded; it returned: jumps with what it returned."],
  ["END_SEND", "none", 0, "", "receiver, value -- value", "Drops the receiver."],
  ["CLEANUP_THROW", "none", 0, "r", "receiver, value, exc -- none, value", "After throw() through a delegation: StopIteration gives its value (pushed over None), anything else is raised again."],
  ["GET_AWAITABLE", "int", 0, "r", "iterable -- iter", "The iterator of an awaitable; 1, 2: it came from __aenter__, __aexit__ (for the error message)."],
  ["GET_AITER", "none", 0, "r", "iterable -- iter", "iterable.__aiter__()"],
  ["GET_ANEXT", "none", 0, "r", "iter -- iter, awaitable", "Pushes the awaitable of iter.__anext__()."],
  ["END_ASYNC_FOR", "none", 0, "r", "iter, exc --", "Ends an async for if the exception is StopAsyncIteration, raises it again otherwise."],

  // Exceptions and with
  ["PUSH_EXC_INFO", "none", 0, "", "exc -- previous, exc", "Makes the exception the handled one and keeps the one handled before below it."],
  ["POP_EXCEPT", "none", 0, "", "previous --", "Restores the exception that was handled before."],
  ["CHECK_EXC_MATCH", "none", 0, "r", "exc, type -- exc, bool", "Does `except type` catch the exception?"],
  ["CHECK_EG_MATCH", "none", 0, "r", "exc, type -- rest, match", "Splits an exception group by type for except*; match is None if nothing matches."],
  ["RAISE_VARARGS", "int", 0, "rt", "values[n] --", "raise; raise exc (1); raise exc from cause (2)."],
  ["RERAISE", "int", 0, "rt", "values[n], exc -- values[n]", "Raises the exception on top again. n > 0: the value n below it is the instruction index it is to be blamed on."],
  ["WITH_EXCEPT_START", "none", 0, "r", "exit, self_or_null, lasti, previous, exc -- exit, self_or_null, lasti, previous, exc, result", "Calls the exit function with type, value and traceback of the exception."],
  ["LOAD_SPECIAL", "special", 0, "r", "owner -- method, self_or_null", "Looks a special method up on the type of the owner, for with statements; raises the TypeError that belongs to them."],

  // Pattern matching
  ["MATCH_MAPPING", "none", 0, "", "subject -- subject, bool", "Is the subject a mapping?"],
  ["MATCH_SEQUENCE", "none", 0, "", "subject -- subject, bool", "Is the subject a sequence (not str, bytes, bytearray)?"],
  ["MATCH_KEYS", "none", 0, "r", "subject, keys -- subject, keys, values_or_none", "A tuple of the subject's values for the keys, or None if one is missing."],
  ["MATCH_CLASS", "int", 0, "r", "subject, type, names -- attributes_or_none", "A tuple of the attributes for n positional and the named patterns, or None."],

  // Modules and annotations
  ["IMPORT_NAME", "name", 0, "r", "level, fromlist -- module", "Calls builtins.__import__."],
  ["IMPORT_FROM", "name", 0, "r", "module -- module, attr", "Pushes an attribute of the module, or the submodule."],
  ["SETUP_ANNOTATIONS", "none", 0, "r", "--", "Makes locals['__annotations__'] if it is not there."],

  // Specialised forms: written by the virtual machine only.
  ["LOAD_GLOBAL_MODULE", "name1", 4, "r", "-- value, null[b0]", "Found in globals: keys version and entry index cached.", "LOAD_GLOBAL"],
  ["LOAD_GLOBAL_BUILTIN", "name1", 4, "r", "-- value, null[b0]", "Found in builtins: both keys versions and the entry index cached.", "LOAD_GLOBAL"],
  ["LOAD_ATTR_INSTANCE", "name1", 6, "r", "owner -- attr, self_or_null[b0]", "In the instance dict of shared keys at a cached index.", "LOAD_ATTR"],
  ["LOAD_ATTR_SLOT", "name1", 6, "r", "owner -- attr, self_or_null[b0]", "A __slots__ member at a cached offset.", "LOAD_ATTR"],
  ["LOAD_ATTR_METHOD", "name1", 6, "r", "owner -- attr, self_or_null[b0]", "A method of the type, not shadowed by the instance.", "LOAD_ATTR"],
  ["LOAD_ATTR_VALUE", "name1", 6, "r", "owner -- attr, self_or_null[b0]", "A value of the type that is no descriptor, not shadowed by the instance.", "LOAD_ATTR"],
  ["LOAD_ATTR_MODULE", "name1", 6, "r", "owner -- attr, self_or_null[b0]", "A module's global at a cached entry index.", "LOAD_ATTR"],
  ["LOAD_ATTR_CLASS", "name1", 6, "r", "owner -- attr, self_or_null[b0]", "A plain attribute of a class.", "LOAD_ATTR"],
  ["LOAD_ATTR_PROPERTY", "name1", 6, "r", "owner -- attr, self_or_null[b0]", "A property with a Python getter.", "LOAD_ATTR"],
  ["STORE_ATTR_INSTANCE", "name", 4, "r", "value, owner --", "Into the instance dict of shared keys at a cached index.", "STORE_ATTR"],
  ["STORE_ATTR_SLOT", "name", 4, "r", "value, owner --", "A __slots__ member at a cached offset.", "STORE_ATTR"],
  ["LOAD_SUPER_ATTR_METHOD", "super", 2, "r", "super, class, self -- attr, self_or_null[b0]", "A method found in the mro behind the class.", "LOAD_SUPER_ATTR"],
  ["CALL_PY", "int", 4, "r", "callable, self_or_null, args[n] -- result", "A Python function with exactly the arguments it takes: pushes its frame.", "CALL"],
  ["CALL_PY_DEFAULTS", "int", 4, "r", "callable, self_or_null, args[n] -- result", "A Python function, the missing arguments from its defaults.", "CALL"],
  ["CALL_PY_METHOD", "int", 4, "r", "callable, self_or_null, args[n] -- result", "A bound method of a Python function.", "CALL"],
  ["CALL_BUILTIN_O", "int", 4, "r", "callable, self_or_null, args[n] -- result", "A native function of one argument.", "CALL"],
  ["CALL_BUILTIN_FAST", "int", 4, "r", "callable, self_or_null, args[n] -- result", "A native function of an array of arguments.", "CALL"],
  ["CALL_METHOD_NOARGS", "int", 4, "r", "callable, self_or_null, args[n] -- result", "A native method without arguments.", "CALL"],
  ["CALL_METHOD_O", "int", 4, "r", "callable, self_or_null, args[n] -- result", "A native method of one argument.", "CALL"],
  ["CALL_METHOD_FAST", "int", 4, "r", "callable, self_or_null, args[n] -- result", "A native method of an array of arguments.", "CALL"],
  ["CALL_TYPE_1", "int", 4, "r", "callable, self_or_null, args[n] -- result", "type(x)", "CALL"],
  ["CALL_CLASS_INIT", "int", 4, "r", "callable, self_or_null, args[n] -- result", "A class with object.__new__ and a Python __init__.", "CALL"],
  ["CALL_LEN", "int", 4, "r", "callable, self_or_null, args[n] -- result", "len(x)", "CALL"],
  ["CALL_ISINSTANCE", "int", 4, "r", "callable, self_or_null, args[n] -- result", "isinstance(x, c)", "CALL"],
  ["FOR_ITER_RANGE", "jump", 1, "rj", "iter -- iter, next", "Over a range.", "FOR_ITER"],
  ["FOR_ITER_LIST", "jump", 1, "rj", "iter -- iter, next", "Over a list.", "FOR_ITER"],
  ["FOR_ITER_TUPLE", "jump", 1, "rj", "iter -- iter, next", "Over a tuple.", "FOR_ITER"],
  ["FOR_ITER_GEN", "jump", 1, "rj", "iter -- iter, next", "Over a generator: enters its frame.", "FOR_ITER"],
  ["BINARY_SUBSCR_LIST_INT", "none", 1, "r", "container, key -- value", "A list by a small int.", "BINARY_SUBSCR"],
  ["BINARY_SUBSCR_TUPLE_INT", "none", 1, "r", "container, key -- value", "A tuple by a small int.", "BINARY_SUBSCR"],
  ["BINARY_SUBSCR_STR_INT", "none", 1, "r", "container, key -- value", "A str by a small int.", "BINARY_SUBSCR"],
  ["BINARY_SUBSCR_DICT", "none", 1, "r", "container, key -- value", "A dict.", "BINARY_SUBSCR"],
  ["STORE_SUBSCR_LIST_INT", "none", 1, "r", "value, container, key --", "A list by a small int.", "STORE_SUBSCR"],
  ["STORE_SUBSCR_DICT", "none", 1, "r", "value, container, key --", "A dict.", "STORE_SUBSCR"],

  // Written by the virtual machine in the place of any instruction.
  ["INSTRUMENTED", "int", 0, "r", "--", "Reports the events of the instruction that stands here (core/objects/codemonitor.ts knows which) and executes it."],
] as const satisfies readonly Row[];

export type OpName = (typeof rows)[number][0];

/** Op.NAME: the number of an instruction, its index in the table. */
export const Op = Object.fromEntries(rows.map((row, i) => [row[0], i])) as { readonly [K in OpName]: number };
export const opNames: readonly string[] = rows.map((row) => row[0]);
export const opOperands: readonly Operand[] = rows.map((row) => row[1]);
/** Words of inline cache behind each instruction. */
export const opCaches: readonly number[] = rows.map((row) => row[2]);
export const opCanRaise: readonly boolean[] = rows.map((row) => (row[3] as string).includes("r"));
export const opJumps: readonly boolean[] = rows.map((row) => (row[3] as string).includes("j"));
export const opTerminates: readonly boolean[] = rows.map((row) => (row[3] as string).includes("t"));

type Count = (arg: number) => number;

function side(text: string): Count {
  let fixed = 0, times = 0, bit = 0, lo = 0, hi = 0;
  for (const item of text.split(",").map((s) => s.trim())) {
    if (item === "") continue;
    const run = /\[(.+)\]$/.exec(item);
    switch (run?.[1]) {
      case undefined: fixed += 1; break;
      case "n": times += 1; break;
      case "2n": times += 2; break;
      case "n-1": times += 1; fixed -= 1; break;
      case "n-2": times += 1; fixed -= 2; break;
      case "b0": bit += 1; break;
      case "lo": lo += 1; break;
      case "hi": hi += 1; break;
      default: throw new Error(`stack picture: ${item}`);
    }
  }
  return times + bit + lo + hi === 0 ? () => fixed : (arg) => fixed + times * arg + bit * (arg & 1) + lo * (arg & 255) + hi * (arg >> 8);
}

/** How many values an instruction takes off the stack, by op and argument, and how many it puts there. */
export const opPops: readonly Count[] = rows.map((row) => side(row[4].split("--")[0]!));
export const opPushes: readonly Count[] = rows.map((row) => side(row[4].split("--")[1]!));

// Numbers inside arguments. All as in CPython 3.14.

export const BinaryOp = {
  ADD: 0, AND: 1, FLOOR_DIVIDE: 2, LSHIFT: 3, MATRIX_MULTIPLY: 4, MULTIPLY: 5, REMAINDER: 6, OR: 7, POWER: 8, RSHIFT: 9,
  SUBTRACT: 10, TRUE_DIVIDE: 11, XOR: 12,
  INPLACE_ADD: 13, INPLACE_AND: 14, INPLACE_FLOOR_DIVIDE: 15, INPLACE_LSHIFT: 16, INPLACE_MATRIX_MULTIPLY: 17,
  INPLACE_MULTIPLY: 18, INPLACE_REMAINDER: 19, INPLACE_OR: 20, INPLACE_POWER: 21, INPLACE_RSHIFT: 22, INPLACE_SUBTRACT: 23,
  INPLACE_TRUE_DIVIDE: 24, INPLACE_XOR: 25,
} as const;
export const binaryOpSymbols: readonly string[] = [
  "+", "&", "//", "<<", "@", "*", "%", "|", "**", ">>", "-", "/", "^",
  "+=", "&=", "//=", "<<=", "@=", "*=", "%=", "|=", "**=", ">>=", "-=", "/=", "^=",
];

export const Intrinsic1 = {
  INVALID: 0, PRINT: 1, IMPORT_STAR: 2, STOPITERATION_ERROR: 3, ASYNC_GEN_WRAP: 4, UNARY_POSITIVE: 5, LIST_TO_TUPLE: 6,
  TYPEVAR: 7, PARAMSPEC: 8, TYPEVARTUPLE: 9, SUBSCRIPT_GENERIC: 10, TYPEALIAS: 11,
} as const;
export const Intrinsic2 = {
  INVALID: 0, PREP_RERAISE_STAR: 1, TYPEVAR_WITH_BOUND: 2, TYPEVAR_WITH_CONSTRAINTS: 3, SET_FUNCTION_TYPE_PARAMS: 4,
  SET_TYPEPARAM_DEFAULT: 5,
} as const;
export const SpecialMethod = { ENTER: 0, EXIT: 1, AENTER: 2, AEXIT: 3 } as const;
export const specialMethodNames: readonly string[] = ["__enter__", "__exit__", "__aenter__", "__aexit__"];
export const CommonConstant = { AssertionError: 0, NotImplementedError: 1, tuple: 2, all: 3, any: 4 } as const;
export const Conversion = { NONE: 0, STR: 1, REPR: 2, ASCII: 3 } as const;
export const FunctionAttribute = { DEFAULTS: 1, KWDEFAULTS: 2, ANNOTATIONS: 4, CLOSURE: 8, ANNOTATE: 16 } as const;
export const ResumeAt = { START: 0, YIELD: 1, YIELD_FROM: 2, AWAIT: 3, LOCATION_MASK: 3, DEPTH1: 4 } as const;

/** Bits of co_flags. */
export const CodeFlag = {
  OPTIMIZED: 0x1, NEWLOCALS: 0x2, VARARGS: 0x4, VARKEYWORDS: 0x8, NESTED: 0x10, GENERATOR: 0x20, COROUTINE: 0x80,
  ITERABLE_COROUTINE: 0x100, ASYNC_GENERATOR: 0x200,
  FUTURE_DIVISION: 0x20000, FUTURE_ABSOLUTE_IMPORT: 0x40000, FUTURE_WITH_STATEMENT: 0x80000, FUTURE_PRINT_FUNCTION: 0x100000,
  FUTURE_UNICODE_LITERALS: 0x200000, FUTURE_BARRY_AS_BDFL: 0x400000, FUTURE_GENERATOR_STOP: 0x800000,
  FUTURE_ANNOTATIONS: 0x1000000, HAS_DOCSTRING: 0x4000000, METHOD: 0x8000000,
  /** Ours: Python code for what is native in CPython. As of native functions, tracebacks do not tell of its frames. */
  NATIVE: 0x40000000,
} as const;
/** Bits of a byte of co_localspluskinds. */
export const LocalKind = { ARG_POS: 0x02, ARG_KW: 0x04, ARG_VAR: 0x08, HIDDEN: 0x10, LOCAL: 0x20, CELL: 0x40, FREE: 0x80 } as const;
