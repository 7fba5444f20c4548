"""Work on what strangers made, done in a child process that can do nothing else.

`cell` starts the child and talks to it, `child` is what runs there, `confinement` takes its rights
away, `conversation` is what both sides say. The child finds the function it is to run by name, so
this room imports none of the rooms whose functions it runs.
"""
