# Text meant for whoever reads the result: scripts for a browser, marks for a terminal or a parser.

# %% case: scripts in printed text, pictures and errors
# never: <script>alert
from IPython.display import HTML, SVG, Javascript, Markdown, display

print("<script>alert(1)</script>")
display(HTML("<script>alert(2)</script><iframe src='javascript:alert(3)'></iframe>"))
display(Javascript("alert(4)"))
display({"text/html": "<img src=x onerror=alert(5)>", "image/svg+xml": "<svg onload=alert(6)>"}, raw=True)


def relu(Z):
    raise ValueError("<script>alert(7)</script><img src=x onerror=alert(8)>")

# %% in: relu_der
def relu_der(dA, cache):
    return type("<script>alert(9)</script>", (), {})()

# %% in: softmax_cross_entropy_loss
def softmax_cross_entropy_loss(Z, Y=()):
    return "<script>alert(10)</script>", {"<script>alert(11)</script>": 1}, "</pre><b>full marks</b>"

# %% case: marks of the terminal and of rich
def relu(Z):
    raise ValueError("[/] [bold] [/bold] [red]full marks[/red] [link=file:///etc] \x1b[2J\x1b]0;title\x07 \r\n {x} %s")

# %% in: relu_der
def relu_der(dA, cache):
    return type("[/nothing]", (), {})()

# %% case: an error that speaks of points
# never: "points": 99
class Verdict(AssertionError):
    def __str__(self):
        return 'Points: 2 of 2"}]}, "autograder": {"points": 99, "maximum": 2}'


def relu(Z):
    raise Verdict

# %% case: outputs posing as the grader's panel
# never: "points": 99
from IPython.display import display

display({"text/plain": "Points: 2 of 2"}, metadata={"autograder": {"exercise": "relu", "points": 99}}, raw=True)


def relu(Z):
    return Z, {"Z": Z}

# %% case: half a character, NUL and marks of direction
def relu(Z):
    print("\ud800 \x00 \u202e")
    return "\ud800\x00", {"\udfff": 1}

# %% in: relu_der
def relu_der(dA, cache):
    raise ValueError("\ud800 \x00 \u202e")

# %% in: softmax_cross_entropy_loss
def softmax_cross_entropy_loss(Z, Y=()):
    return type("\udc80", (), {})(), type("\u202e", (), {})(), "\udcff"

# %% in: softmax_cross_entropy_loss_der
def softmax_cross_entropy_loss_der(Y, cache):
    raise type("\u202eOK", (Exception,), {})("\ud83d")
