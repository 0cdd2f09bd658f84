# Floods of output.

# %% case: printing without end
while True:
    print("flood " * 100)

# %% case: one line without end
# slow: its time must run out
import sys

while True:
    sys.stdout.write("flood" * 1000)
