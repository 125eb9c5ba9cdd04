# else of for and while, break and continue through try/finally.
def search(items, wanted):
    for item in items:
        try:
            if item == wanted:
                break
            continue
        finally:
            print("checked", item)
    else:
        return "absent"
    return "found"

print(search([1, 2, 3], 2))
print(search([1, 2], 5))
n = 3
while n:
    n -= 1
else:
    print("ran out", n)
for i in range(3):
    for j in range(3):
        if j == i:
            break
        print(i, j)
    else:
        print("never")
for x in ():
    pass
else:
    print("empty", "x" in dir())
