# What StringIO does with every kind of newline: random calls, then the errors.
import copy
import io
import pickle
import random

r=random.Random(7)
alpha=["a","b","\n","\r","\r\n","é","xyz"]
def txt(): return "".join(r.choice(alpha) for _ in range(r.randrange(6)))
for case in range(120):
    nl=r.choice([None,"","\n","\r","\r\n"])
    init=r.choice(["",txt(),None])
    s=io.StringIO(init,newline=nl)
    log=[]
    for _ in range(r.randrange(12)):
        op=r.randrange(12)
        try:
            if op<3: x=s.write(txt())
            elif op==3: x=s.read(r.choice([-1,0,2,5,None]))
            elif op==4: x=s.readline(r.choice([-1,0,2,None]))
            elif op==5: x=s.seek(r.randrange(12))
            elif op==6: x=s.seek(0,r.choice([1,2]))
            elif op==7: x=s.tell()
            elif op==8: x=s.getvalue()
            elif op==9: x=s.truncate(r.choice([None,0,3,8]))
            elif op==10: x=list(s) if r.random()<.5 else s.readlines(r.choice([-1,3]))
            else: x=s.newlines
        except Exception as e: x=repr(e)
        log.append((op,x))
    print(nl.__repr__(),repr(init),log,repr(s.getvalue()))
def err(f):
    try: print(f())
    except Exception as e: print(type(e).__name__,e)
s=io.StringIO("abc"); s.close()
for f in (s.read,s.tell,s.getvalue,s.readable,lambda:s.write(""),lambda:s.seek(0),lambda:s.newlines,lambda:s.line_buffering,lambda:next(s),lambda:s.closed,s.close,lambda:s.truncate()): err(f)
s=io.StringIO("abc")
for f in (lambda:s.write(1),lambda:s.seek(-1),lambda:s.seek(1,1),lambda:s.seek(0,5),lambda:s.truncate(-1),lambda:s.read("x"),lambda:io.StringIO(1),lambda:io.StringIO("",newline="x"),lambda:io.StringIO("",newline=1),lambda:s.seek("x"),lambda:s.readline(1.5),lambda:s.detach(),lambda:s.fileno(),lambda:s.encoding,lambda:s.errors,lambda:s.isatty(),lambda:s.__getstate__(), lambda:s.truncate("a")): err(f)
t=pickle.loads(pickle.dumps(s)); print(t.getvalue(),t.tell())
