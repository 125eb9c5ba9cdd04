// The marshal format, as CPython 3.14 writes it (version 5): how code objects and plain data travel between the TypeScript side and core.
//
// A value is a type byte and its content. Bit 7 of the type byte enters the value into the list of references; REF names an entry
// by its number. Numbers are little endian.
//
//     NONE FALSE TRUE ELLIPSIS STOPITERATION NULL     no content
//     INT                                             i32
//     LONG                                            i32 number of digits, negative for a negative number; u16 digits of 15 bits
//     BINARY_FLOAT, BINARY_COMPLEX                    one or two f64
//     STRING (bytes)                                  i32 length, bytes
//     INTERNED, UNICODE                               i32 length, UTF-8 (lone surrogates encoded as three bytes: "surrogatepass")
//     ASCII, ASCII_INTERNED                           i32 length, bytes;  SHORT_ASCII, SHORT_ASCII_INTERNED: u8 length
//     TUPLE, LIST, SET, FROZENSET                     i32 length, values;  SMALL_TUPLE: u8 length
//     DICT                                            key, value, ... until NULL in place of a key
//     SLICE                                           start, stop, step
//     CODE                                            see codeFields
//     REF                                             i32 index

export const TYPE_NULL = 0x30; // '0'
export const TYPE_NONE = 0x4e; // 'N'
export const TYPE_FALSE = 0x46; // 'F'
export const TYPE_TRUE = 0x54; // 'T'
export const TYPE_STOPITER = 0x53; // 'S'
export const TYPE_ELLIPSIS = 0x2e; // '.'
export const TYPE_INT = 0x69; // 'i'
export const TYPE_LONG = 0x6c; // 'l'
export const TYPE_BINARY_FLOAT = 0x67; // 'g'
export const TYPE_BINARY_COMPLEX = 0x79; // 'y'
export const TYPE_STRING = 0x73; // 's'
export const TYPE_INTERNED = 0x74; // 't'
export const TYPE_REF = 0x72; // 'r'
export const TYPE_TUPLE = 0x28; // '('
export const TYPE_SMALL_TUPLE = 0x29; // ')'
export const TYPE_LIST = 0x5b; // '['
export const TYPE_DICT = 0x7b; // '{'
export const TYPE_CODE = 0x63; // 'c'
export const TYPE_UNICODE = 0x75; // 'u'
export const TYPE_SET = 0x3c; // '<'
export const TYPE_FROZENSET = 0x3e; // '>'
export const TYPE_ASCII = 0x61; // 'a'
export const TYPE_ASCII_INTERNED = 0x41; // 'A'
export const TYPE_SHORT_ASCII = 0x7a; // 'z'
export const TYPE_SHORT_ASCII_INTERNED = 0x5a; // 'Z'
export const TYPE_SLICE = 0x3a; // ':'
export const FLAG_REF = 0x80;

// The fields of a code object, in order:
//
//      1  argcount          i32
//      2  posonlyargcount   i32
//      3  kwonlyargcount    i32
//      4  stacksize         i32
//      5  flags             i32
//      6  code              bytes: the words of contract/opcodes.ts, little endian
//      7  consts            tuple
//      8  names             tuple of str
//      9  localsplusnames   tuple of str
//     10  localspluskinds   bytes, bits of LocalKind
//     11  filename          str
//     12  name              str
//     13  qualname          str
//     14  firstlineno       i32
//     15  linetable         bytes
//     16  exceptiontable    bytes
