"""What a file of evidence is and says, and working copies of it.

`kinds` tells by the first bytes what a file is. All other functions here run in a confined child
process (`limited`): they take data that strangers made and give back plain values and pixels.
JPEG, PNG and WebP pictures and plain text are decoded; of films, only the container's facts are
read. Nothing else is ever opened.
"""
