# Nesting too deep for a reader or writer of JSON.
import json

for opening in ("[", '{"a":'):
    try:
        json.loads(opening * 100_000)
    except RecursionError as e:
        print(e)
nested = []
for _ in range(100_000):
    nested = [nested]
try:
    json.dumps(nested)
except RecursionError as e:
    print(e)
while nested:
    nested = nested.pop()
