"""Tables of partners: what columns mean, whom rows meet here, and taking them in as claims."""
