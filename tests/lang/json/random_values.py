# python: 3.14
# Random values to JSON and back, and what is said about mistakes in it.
import enum
import json
import random

r = random.Random(5)
class E(enum.IntEnum): A=3
class S(str): pass
class L(list): pass
class D(dict): pass
class F(float): pass
def val(d=0):
    k=r.randrange(16 if d<4 else 9)
    if k==0: return r.choice([None,True,False])
    if k==1: return r.randrange(-10**r.randrange(1,25),10**r.randrange(1,25))
    if k==2: return r.choice([0.0,-0.0,1e300,1.5,-2.25e-10,1e16,123456789.125,float("inf"),float("nan"),F(2.5)])
    if k in(3,4,5): return "".join(r.choice(["a","é","\n",'"',"\\","\x00","\x1f","\x7f","\u2028","😀","\ud800","/"]) for _ in range(r.randrange(6)))
    if k==6: return E.A
    if k==7: return S("x\"")
    if k==8: return r.choice([object(),b"x",Ellipsis]) if r.random()<.05 else 5
    if k in (9,10,11): return r.choice([list,tuple,L])(val(d+1) for _ in range(r.randrange(4)))
    return r.choice([dict,D])((r.choice([val(9) ,"k%d"%r.randrange(5),"k%d"%r.randrange(5)]),val(d+1)) for _ in range(r.randrange(4)))
def show(f):
    try: return repr(f())
    except Exception as e: return type(e).__name__+": "+str(e).split(" at 0x")[0]+str(getattr(e,"__notes__",""))
texts=[]
for i in range(150):
    v=val()
    kw=dict(sort_keys=r.random()<.2, ensure_ascii=r.random()<.7, skipkeys=r.random()<.3, allow_nan=r.random()<.8)
    if r.random()<.2: kw["separators"]=(",",":")
    if r.random()<.2: kw["default"]=lambda o: "def"
    if r.random()<.2: kw["check_circular"]=False
    if r.random()<.2: kw["indent"]=r.choice([0,2,"\t",None])
    s=show(lambda: json.dumps(v,**kw)); print(s)
    if s[0]=="'": texts.append(eval(s))
for t in texts:
    for _ in range(3):
        u=t
        if r.random()<.7 and u:
            i=r.randrange(len(u)); u=u[:i]+r.choice(["",",","]","}",'"',"\\","\\u12","\\ud800\\udc00","1","-","e","."," ","N","x","\n"])+u[i+r.randrange(2):]
        kw={}
        if r.random()<.2: kw["object_pairs_hook"]=lambda p:p
        if r.random()<.2: kw["object_hook"]=lambda p:sorted(map(str,p))
        if r.random()<.2: kw["parse_float"]=lambda x:"F"+x
        if r.random()<.2: kw["parse_int"]=lambda x:"I"+x
        if r.random()<.2: kw["strict"]=False
        print(show(lambda: json.loads(u,**kw)))
c=[];c.append(c); print(show(lambda:json.dumps(c)))
d={};d["a"]=[d]; print(show(lambda:json.dumps(d)))
