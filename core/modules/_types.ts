// The native module _types: the built-in types that have no name of their own, for the module types.

import { Value, boxPtr } from "../value";
import { T } from "../names.generated";
import { constant, defType } from "../objects/define";
import { newref } from "../memory/refcount";

function add(m: Value, typeName: string, type: usize): void { constant(m, typeName, newref(boxPtr(type))); }

/** PyCapsule exists as a type only: there are no C extensions. */
export function initTypesTypes(): void { defType(T.PyCapsule, "PyCapsule", T.object, 16, 0); }

export function initTypesModule(m: Value): void {
  add(m, "AsyncGeneratorType", T.async_generator);
  add(m, "BuiltinFunctionType", T.builtin_function_or_method);
  add(m, "BuiltinMethodType", T.builtin_function_or_method);
  add(m, "CapsuleType", T.PyCapsule);
  add(m, "CellType", T.cell);
  add(m, "ClassMethodDescriptorType", T.classmethod_descriptor);
  add(m, "CodeType", T.code);
  add(m, "CoroutineType", T.coroutine);
  add(m, "EllipsisType", T.ellipsis);
  add(m, "FrameLocalsProxyType", T.FrameLocalsProxy);
  add(m, "FrameType", T.frame);
  add(m, "FunctionType", T.function_);
  add(m, "GeneratorType", T.generator);
  add(m, "GenericAlias", T.GenericAlias);
  add(m, "GetSetDescriptorType", T.getset_descriptor);
  add(m, "LambdaType", T.function_);
  add(m, "MappingProxyType", T.mappingproxy);
  add(m, "MemberDescriptorType", T.member_descriptor);
  add(m, "MethodDescriptorType", T.method_descriptor);
  add(m, "MethodType", T.method);
  add(m, "MethodWrapperType", T.method_wrapper);
  add(m, "ModuleType", T.module);
  add(m, "NoneType", T.NoneType);
  add(m, "NotImplementedType", T.NotImplementedType);
  add(m, "SimpleNamespace", T.SimpleNamespace);
  add(m, "TracebackType", T.traceback);
  add(m, "UnionType", T.Union);
  add(m, "WrapperDescriptorType", T.wrapper_descriptor);
}
