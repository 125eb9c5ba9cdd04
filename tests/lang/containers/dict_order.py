import random
random.seed(5)
d = {}
model = []
for step in range(3000):
    k = random.randrange(200)
    if random.random() < 0.55:
        if k not in d:
            model.append(k)
        d[k] = step
    elif k in d:
        del d[k]
        model.remove(k)
    if step % 500 == 0:
        assert list(d) == model
        assert list(reversed(d)) == model[::-1]
while d:
    k, _ = d.popitem()
    assert k == model.pop()
print("ok", len(model))
q = {}
for i in range(10000):
    q[i] = i
    if i >= 5:
        q.pop(i - 5)
print(list(q))
