"""Random sales of every kind, issued whole: result, paper, XML and data file say the same."""
