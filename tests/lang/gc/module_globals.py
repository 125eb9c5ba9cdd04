"""A module that dies in a cycle leaves its functions that live on their globals."""
import gc
import types

module = types.ModuleType("module")
module.me = module
exec("value = 1\ndef read(): return value", module.__dict__)
read = module.read
del module.me
holder = [module]
holder.append(holder)
del module, holder
gc.collect()
print(read())
